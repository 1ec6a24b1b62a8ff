package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.TopicRecord;
import io.sluice.testkit.TopicTable;
import io.sluice.testkit.WatermarkLog;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Tables that come, go and change while a connector runs. */
class ChangingTablesIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private TestDatabase database;
  private String prefix;

  @BeforeEach
  void createDatabase(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().replaceAll("[^A-Z]", "");
    prefix = "ct_" + name.toLowerCase(Locale.ROOT);
    database = Postgres.shared().newDatabase(prefix);
    database.execute(
        "CREATE TABLE public.item (id int PRIMARY KEY, note text)",
        "INSERT INTO public.item SELECT id, 'first' FROM generate_series(1, 50) id");
  }

  @AfterEach
  void dropDatabase() {
    Postgres.shared().drop(database);
  }

  @Test
  void tableThatAppearsInAPublicationForAllTablesIsCaptured() {
    database.execute("CREATE PUBLICATION pub FOR ALL TABLES");
    try (SourceConnector connector = started(Map.of());
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute(
          "CREATE TABLE public.written (id int PRIMARY KEY, note text)",
          "INSERT INTO public.written VALUES (1, 'a')",
          "UPDATE public.written SET note = 'b'",
          "CREATE TABLE public.untouched (id int PRIMARY KEY)");
      watermarks.awaitCopied("written");
      assertThat(watermarks.awaitCopied("untouched").path("rows").asLong()).isZero();
      connector.awaitMark("end");
      assertThat(notes(connector, "written")).isEqualTo(Map.of(1, "b"));
    }
  }

  @Test
  void tableThatAPatternNamesIsPublishedAndLosesNoRowOfARunningWriter() throws Exception {
    try (SourceConnector connector = started(Map.of("table.include.list", "public\\..*"));
        WatermarkLog watermarks = connector.watermarks();
        Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      watermarks.awaitCopied("item");
      writer.setAutoCommit(false);
      // Nobody else sees the table before the commit, so the writer's lock has to be taken again.
      database.execute("CREATE TABLE public.late (id int PRIMARY KEY, note text)");
      statement.execute("INSERT INTO public.late VALUES (1, 'of the running writer')");
      watermarks.await(mark -> isBegun(mark, "late"));
      database.execute("INSERT INTO public.late VALUES (2, 'of another')");
      connector.awaitMark("meanwhile");
      assertThat(watermarks.chunkRows("late")).isEmpty();
      writer.commit();
      watermarks.awaitCopied("late");
      connector.awaitMark("end");
      assertThat(notes(connector, "late"))
          .isEqualTo(Map.of(1, "of the running writer", 2, "of another"));
    }
  }

  @Test
  void renamedTableIsCopiedUnderItsNewName() {
    database.execute("CREATE PUBLICATION pub FOR TABLE public.item");
    try (SourceConnector connector = started(Map.of());
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute(
          "ALTER TABLE public.item RENAME TO thing",
          "UPDATE public.thing SET note = 'x' WHERE id = 1");
      assertThat(watermarks.awaitCopied("thing").path("rows").asLong()).isEqualTo(50);
      connector.awaitMark("end");
      assertThat(notes(connector, "thing")).hasSize(50).containsEntry(1, "x");
    }
  }

  @Test
  void tableThatIsRenamedAwayFromTheListStopsTheConnector() {
    try (SourceConnector connector = started(Map.of("table.include.list", "public.item"));
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute("ALTER TABLE public.item RENAME TO thing");
      assertThat(connector.awaitComplaint())
          .contains("SLUICE-2031", "Table public.item was renamed to public.thing");
    }
  }

  @Test
  void tableThatIsMadeAgainIsEmptiedInItsTopicAndCopied() {
    database.execute("CREATE PUBLICATION pub FOR ALL TABLES");
    try (SourceConnector connector = started(Map.of());
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      connector.awaitMark("copied");
      database.execute(
          "BEGIN; DROP TABLE public.item; CREATE TABLE public.item (id int PRIMARY KEY, note text);"
              + " INSERT INTO public.item VALUES (7, 'second'); COMMIT");
      await().atMost(LIMIT).until(() -> notes(connector, "item").equals(Map.of(7, "second")));
      assertThat(records(connector, "item"))
          .extracting(record -> record.value().path("op").asText())
          .contains("t");
    }
  }

  @Test
  void rowsThatGotADefaultWithoutAWordInTheLogAreReadAgain() {
    database.execute("CREATE PUBLICATION pub FOR TABLE public.item");
    try (SourceConnector connector = started(Map.of());
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute("ALTER TABLE public.item ADD COLUMN size int DEFAULT 3");
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  table(connector, "item").values().stream()
                      .allMatch(row -> row.path("size").asInt() == 3));
      assertThat(table(connector, "item")).hasSize(50);
    }
  }

  @Test
  void publicationThatLosesATableStopsTheConnector() {
    database.execute("CREATE PUBLICATION pub FOR TABLE public.item");
    try (SourceConnector connector = started(Map.of());
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute(
          "ALTER PUBLICATION pub SET TABLE public.item (id)",
          "ALTER PUBLICATION pub SET TABLE public.item");
      assertThat(connector.awaitComplaint())
          .contains("SLUICE-2021", "What publication pub publishes of table public.item");
    }
  }

  @Test
  void signalsReadTablesAgainPauseAndResizeChunks() {
    database.execute("CREATE PUBLICATION pub FOR TABLE public.item");
    String topic = prefix + "-signals";
    Map<String, String> settings =
        Map.of(
            "signal.kafka.topic",
            topic,
            "signal.kafka.bootstrap.servers",
            KafkaBroker.shared().bootstrapServers(),
            "snapshot.chunk.rows",
            "20");
    try (SignalTopicWriter signals = SignalTopicWriter.create(topic, prefix);
        SourceConnector connector = started(settings);
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute("UPDATE public.item SET note = 'after'");
      connector.awaitMark("updated");
      long before = reads(connector);

      signals.send(
          "{\"type\": \"execute-snapshot\", \"data\": {\"data-collections\": [\"public.item\"],"
              + " \"after\": [\"10\"], \"up-to\": [\"20\"]}}");
      await().atMost(LIMIT).until(() -> reads(connector) == before + 10);

      signals.send("{\"type\": \"set-chunk-rows\", \"data\": {\"rows\": 25}}");
      signals.send("{\"type\": \"pause-snapshot\"}");
      signals.send(
          "{\"type\": \"execute-snapshot\", \"data\": {\"data-collections\": [\"public.*\"]}}");
      signals.send("not a signal");
      signals.send(
          "{\"type\": \"execute-snapshot\", \"data\": {\"data-collections\": [\"public.item\"],"
              + " \"after\": [\"no number\"]}}");
      signals.send(
          "{\"type\": \"execute-snapshot\", \"data\": {\"data-collections\": [\"public.item\"],"
              + " \"after\": [\"1\", \"2\"]}}");
      await().pollInSameThread().atMost(LIMIT).until(() -> watermarks.count("begun", "item") == 3);
      connector.stop();
      connector.resume();
      connector.awaitMark("while paused");
      assertThat(reads(connector)).isEqualTo(before + 10);

      signals.send("{\"type\": \"resume-snapshot\"}");
      await().atMost(LIMIT).until(() -> reads(connector) == before + 60);
      List<Long> chunks = watermarks.chunkRows("item");
      assertThat(chunks.subList(chunks.size() - 3, chunks.size())).containsExactly(25L, 50L, 50L);
      assertThat(notes(connector, "item")).hasSize(50).containsValue("after");
    }
  }

  @Test
  void changedConfigurationReadsATableAgainOnce() {
    database.execute("CREATE PUBLICATION pub FOR TABLE public.item");
    try (SourceConnector connector = started(Map.of());
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      connector.awaitMark("copied");
      connector.change(Map.of("snapshot.reread", "friday:public.item"));
      await().atMost(LIMIT).until(() -> reads(connector) == 100);
      connector.stop();
      connector.resume();
      connector.awaitMark("end");
      assertThat(reads(connector)).isEqualTo(100);
    }
  }

  private static boolean isBegun(JsonNode mark, String table) {
    return mark.path("kind").asText().equals("begun") && mark.path("table").asText().equals(table);
  }

  private SourceConnector started(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("source.watch.interval.ms", "200"));
    all.putAll(settings);
    return SourceConnector.of(Connect.shared().restUrl(), database, prefix, all).start();
  }

  private static long reads(SourceConnector connector) {
    return records(connector, "item").stream()
        .filter(record -> record.value().path("op").asText().equals("r"))
        .count();
  }

  private static Map<Integer, String> notes(SourceConnector connector, String table) {
    Map<Integer, String> notes = new TreeMap<>();
    table(connector, table)
        .values()
        .forEach(row -> notes.put(row.path("id").asInt(), row.path("note").asText()));
    return notes;
  }

  private static Map<JsonNode, JsonNode> table(SourceConnector connector, String table) {
    TopicTable topic = new TopicTable();
    records(connector, table).forEach(topic::apply);
    return topic.rows();
  }

  private static List<TopicRecord> records(SourceConnector connector, String table) {
    return TopicReader.readAll(KafkaBroker.shared(), connector.topic(table));
  }
}
