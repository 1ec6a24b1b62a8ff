package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.control.box.PostgresServer;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a source connector treats its slot and its progress while it lives, stops and goes on. */
class SourceLifeIT {

  private static final int ROWS = 20_001;
  private static final int CHUNK_ROWS = 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    server = Postgres.own(Map.of());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void slotIsNeverConfirmedBeyondWhatIsStored() {
    TestDatabase database = database("confirm", 10);
    try (SourceConnector connector = started(database, "confirm")) {
      Set<Lsn> seen = new HashSet<>();
      await()
          .atMost(LIMIT)
          .pollInSameThread()
          .until(
              () -> {
                database.execute("UPDATE public.item SET note = note || '.' WHERE id = 1");
                Lsn confirmed = connector.confirmed();
                // Read second: it may only have moved on meanwhile.
                Lsn stored = connector.stored().orElse(confirmed);
                assertThat(stored.hasReached(confirmed))
                    .as("stored %s, confirmed %s", stored, confirmed)
                    .isTrue();
                seen.add(confirmed);
                return seen.size() > 5;
              });
    }
  }

  @Test
  void heartbeatMovesTheSlotOfAQuietDatabase() {
    TestDatabase database = database("quiet", 10);
    try (SourceConnector connector = started(database, "quiet");
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      new TestDatabase(server.endpoint("postgres"))
          .execute(
              "CREATE TABLE IF NOT EXISTS public.elsewhere AS SELECT generate_series(1, 1000)");
      Lsn end = Lsn.parse(database.text("SELECT pg_current_wal_lsn()"));
      await().atMost(LIMIT).until(() -> connector.confirmed().hasReached(end));
    }
  }

  @Test
  void stoppedConnectorLeavesItsSlotWithinSeconds() {
    TestDatabase database = database("leave", 10);
    try (SourceConnector connector = started(database, "leave")) {
      await().atMost(LIMIT).until(connector::isStreaming);
      connector.stop();
      await().atMost(Duration.ofSeconds(5)).until(() -> !connector.isStreaming());
      await()
          .atMost(LIMIT)
          .until(() -> database.texts(sessionsOf("sluice-source-" + connector.name())).isEmpty());
    }
  }

  @Test
  void restartedServerIsFollowedWithoutAGap() {
    TestDatabase database = database("restart", 100);
    try (SourceConnector connector = started(database, "restart");
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute("UPDATE public.item SET note = 'before' WHERE id <= 50");
      server.restart(Map.of());
      database.execute("UPDATE public.item SET note = 'after' WHERE id > 40");
      connector.awaitMark("end");

      TopicTable topic = new TopicTable();
      Set<String> places = new HashSet<>();
      for (TopicRecord record : records(connector)) {
        topic.apply(record);
        if (record.value().path("op").asText().equals("u")) {
          assertThat(places.add(place(record))).as("sent once: %s", place(record)).isTrue();
        }
      }
      assertThat(places).hasSize(110);
      assertThat(topic.rows().values())
          .extracting(row -> row.path("note").asText())
          .containsOnly("before", "after");
    }
  }

  @Test
  void taskThatIsRestartedReadsNoFinishedChunkAgain() throws Exception {
    TestDatabase database = database("chunks", ROWS);
    try (SourceConnector connector = started(database, "chunks");
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitRows("item", CHUNK_ROWS);
      try (Connection gate = database.connect();
          Statement statement = gate.createStatement()) {
        // No chunk is read any more, so that the stop comes in the middle.
        gate.setAutoCommit(false);
        statement.execute("LOCK TABLE public.item IN ACCESS EXCLUSIVE MODE");
        connector.stop();
        await().atMost(LIMIT).until(() -> !connector.isStreaming());
        gate.rollback();
      }
      assertThat(watermarks.chunkRows("item")).doesNotContain((long) ROWS);
      connector.resume();
      assertThat(watermarks.awaitCopied("item").path("rows").asLong()).isEqualTo(ROWS);

      List<Long> rows = watermarks.chunkRows("item");
      assertThat(rows).as("each chunk once, and the row that is left").isEqualTo(chunks());
      assertThat(records(connector)).hasSize(ROWS);
    }
  }

  private static TestDatabase database(String name, int rows) {
    TestDatabase database = new TestDatabase(server.createDatabase(name));
    database.execute(
        "CREATE TABLE public.item (id int PRIMARY KEY, note text)",
        "INSERT INTO public.item SELECT id, 'first' FROM generate_series(1, " + rows + ") id",
        "CREATE PUBLICATION pub FOR TABLE public.item");
    return database;
  }

  private static SourceConnector started(TestDatabase database, String prefix) {
    return SourceConnector.of(
            Connect.shared().restUrl(),
            database,
            prefix,
            Map.of("snapshot.chunk.rows", Integer.toString(CHUNK_ROWS)))
        .start();
  }

  private static List<Long> chunks() {
    return LongStream.rangeClosed(1, ROWS / CHUNK_ROWS + 1)
        .map(chunk -> Math.min(chunk * CHUNK_ROWS, ROWS))
        .boxed()
        .toList();
  }

  private static List<TopicRecord> records(SourceConnector connector) {
    return TopicReader.readAll(KafkaBroker.shared(), connector.topic("item"));
  }

  private static String place(TopicRecord record) {
    return record.value().path("source").path("commit_lsn")
        + "/"
        + record.value().path("source").path("ordinal");
  }

  private static String sessionsOf(String application) {
    return "SELECT pid FROM pg_stat_activity WHERE application_name = '" + application + "'";
  }
}
