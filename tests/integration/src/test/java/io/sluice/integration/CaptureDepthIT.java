package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.connect.ConnectRest;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.TopicRecord;
import io.sluice.testkit.TopicTable;
import io.sluice.testkit.WatermarkLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transactions of every kind, from a server that streams what is larger than 64 kB. */
class CaptureDepthIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ROWS =
      "INSERT INTO public.item SELECT id, repeat(md5(id::text), 3) FROM generate_series(%d, %d) id";

  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    server =
        Postgres.own(
            Map.of("max_prepared_transactions", "10", "logical_decoding_work_mem", "64kB"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** Small batches take seconds for what is published in one with those that are usual. */
  @Test
  void streamedTransactionIsWholeAndOnceThoughTheTaskIsStoppedInItsMiddle() {
    TestDatabase database = database("streamed");
    List<Long> ordinals = new ArrayList<>();
    try (SourceConnector connector =
            started(database, "streamed", Map.of("max.batch.size", "10", "max.queue.size", "20"));
        WatermarkLog watermarks = connector.watermarks()) {
      // A chunk may read a row again that the stream brings too.
      watermarks.awaitCopied("item");
      database.execute(ROWS.formatted(0, 0));
      connector.awaitMark("begun");
      try (TopicReader topic = new TopicReader(KafkaBroker.shared(), connector.topic("item"))) {
        assertThat(topic.toEnd()).hasSize(1);
        database.execute(
            "BEGIN",
            ROWS.formatted(1, 20_000),
            "SAVEPOINT s",
            ROWS.formatted(20_001, 40_000),
            "TRUNCATE public.other, public.item",
            "ROLLBACK TO s",
            ROWS.formatted(20_001, 30_000),
            "COMMIT");
        await()
            .pollInSameThread()
            .atMost(LIMIT)
            .until(() -> topic.toEnd(record -> ordinals.add(ordinal(record))) > 0);
        connector.stop();
        await().atMost(LIMIT).until(() -> !connector.isStreaming());
        topic.toEnd(record -> ordinals.add(ordinal(record)));
        assertThat(ordinals).hasSizeBetween(1, 29_999);
        connector.resume();
        connector.change(Map.of("max.batch.size", "8192", "max.queue.size", "32768"));
        connector.awaitMark("end");
        topic.toEnd(record -> ordinals.add(ordinal(record)));
      }
      assertThat(ordinals)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 30_000).boxed().toList());
    }
  }

  @Test
  void preparedTransactionsAreNotLostByChunksOrRestarts() {
    TestDatabase database = database("prepared");
    database.execute(
        ROWS.formatted(1, 200),
        // A slot cannot be made while a transaction is prepared.
        "SELECT pg_create_logical_replication_slot('prepared', 'pgoutput')",
        "BEGIN",
        "UPDATE public.item SET note = 'prepared' WHERE id <= 100",
        "DELETE FROM public.item WHERE id > 190",
        ROWS.formatted(1001, 3000),
        "PREPARE TRANSACTION 'yes'",
        "BEGIN",
        "UPDATE public.item SET note = 'never' WHERE id BETWEEN 150 AND 160",
        "PREPARE TRANSACTION 'no'");
    try (SourceConnector connector =
            started(database, "prepared", Map.of("snapshot.chunk.rows", "20"));
        WatermarkLog watermarks = connector.watermarks()) {
      await().atMost(LIMIT).until(connector::isStreaming);
      connector.stop();
      await().atMost(LIMIT).until(() -> !connector.isStreaming());
      database.execute("COMMIT PREPARED 'yes'");
      connector.resume();
      database.execute("ROLLBACK PREPARED 'no'");
      watermarks.awaitCopied("item");
      database.execute(
          "BEGIN",
          "UPDATE public.item SET note = 'twice' WHERE id = 1",
          "PREPARE TRANSACTION 'later'");
      connector.awaitMark("before");
      connector.stop();
      await().atMost(LIMIT).until(() -> !connector.isStreaming());
      connector.resume();
      await().atMost(LIMIT).until(connector::isStreaming);
      database.execute("COMMIT PREPARED 'later'");
      connector.awaitMark("end");

      TopicTable topic = new TopicTable();
      records(connector, "item").forEach(topic::apply);
      assertThat(topic.rows()).hasSize(2190);
      assertThat(topic.rows().values())
          .filteredOn(row -> row.path("note").asText().equals("prepared"))
          .hasSize(99);
      assertThat(topic.rows().values())
          .anyMatch(row -> row.path("note").asText().equals("twice"))
          .noneMatch(row -> row.path("note").asText().equals("never"));
    }
  }

  @Test
  void logicalMessagesComeOnceInTheirOrderThoughTheTaskIsRestarted() {
    TestDatabase database = database("said");
    try (SourceConnector connector =
        started(database, "said", Map.of("message.prefix.exclude.list", "noise.*"))) {
      database.execute(
          said(false, "app", "1 alone"),
          "BEGIN",
          said(true, "app", "3 with the transaction"),
          said(false, "app", "2 at once"),
          said(true, "noise.x", "left out"),
          "COMMIT",
          "BEGIN",
          said(true, "app", "rolled back"),
          "ROLLBACK");
      connector.awaitMark("before");
      connector.stop();
      await().atMost(LIMIT).until(() -> !connector.isStreaming());
      database.execute(said(false, "app", "4 while nobody read"), said(true, "app", "5 the same"));
      connector.resume();
      connector.awaitMark("after");

      List<TopicRecord> messages = TopicReader.readAll(KafkaBroker.shared(), "said.message");
      assertThat(messages)
          .extracting(record -> content(record.value()))
          .containsExactly(
              "1 alone",
              "2 at once",
              "3 with the transaction",
              "4 while nobody read",
              "5 the same");
      assertThat(messages).allMatch(record -> record.key().path("prefix").asText().equals("app"));
    }
  }

  @Test
  void onlyLocalChangesAreKeptWhereThatIsAskedForAndOthersSayWhereTheyCameFrom() {
    TestDatabase database = database("origins");
    try (SourceConnector local = started(database, "local", Map.of("origin", "none"));
        SourceConnector any = started(database, "anywhere", Map.of());
        WatermarkLog ofLocal = local.watermarks();
        WatermarkLog ofAny = any.watermarks()) {
      // A chunk would bring rows without their origin.
      ofLocal.awaitCopied("item");
      ofAny.awaitCopied("item");
      database.execute(
          "SELECT pg_replication_origin_create('west')",
          "SELECT pg_replication_origin_session_setup('west')",
          ROWS.formatted(1, 3),
          ROWS.formatted(10_001, 13_000),
          "SELECT pg_replication_origin_session_reset()",
          ROWS.formatted(4, 5));
      local.awaitMark("local");
      any.awaitMark("any");

      assertThat(records(local, "item"))
          .extracting(record -> record.key().path("id").asInt())
          .containsExactly(4, 5);
      assertThat(records(any, "item"))
          .hasSize(3005)
          .allMatch(
              record ->
                  record.value().path("source").path("origin").asText("null").equals("west")
                      != List.of(4, 5).contains(record.key().path("id").asInt()));
    }
  }

  @Test
  void rowThatIsTooLargeStopsTheTaskBehindAllBeforeItAndNothingIsLost() {
    TestDatabase database = database("large");
    database.execute(ROWS.formatted(1, 3));
    Map<String, String> small = Map.of("row.max.bytes", "100000");
    try (SourceConnector connector = started(database, "large", small);
        WatermarkLog watermarks = connector.watermarks()) {
      watermarks.awaitCopied("item");
      database.execute(
          "BEGIN",
          ROWS.formatted(4, 5),
          "UPDATE public.item SET note = repeat('secret', 50000) WHERE id = 2",
          ROWS.formatted(6, 7),
          "COMMIT");
      assertThat(complaint(connector))
          .contains("SLUICE-2051", "public.item", "(id) = (2)", "300001 bytes")
          .doesNotContain("secretsecret");
      assertThat(ids(connector)).containsExactly(1, 2, 3, 4, 5);

      SourceConnector raised =
          SourceConnector.of(Connect.shared().restUrl(), database, "large", Map.of());
      // At first the worker may still tell of the failure before.
      await().atMost(LIMIT).ignoreExceptions().until(() -> raised.start() == raised);
      connector.awaitMark("end");
      assertThat(ids(connector)).containsExactly(1, 2, 3, 4, 5, 2, 6, 7);
    }
  }

  private static String complaint(SourceConnector connector) {
    ConnectRest rest = ConnectRest.at(Connect.shared().restUrl());
    return await()
        .atMost(LIMIT)
        .until(
            () -> rest.status(connector.name()).map(status -> status.complaint()).orElse(""),
            complaint -> !complaint.isBlank());
  }

  private static long ordinal(TopicRecord record) {
    return record.value().path("source").path("ordinal").asLong();
  }

  private static List<Integer> ids(SourceConnector connector) {
    List<Integer> ids = new ArrayList<>();
    records(connector, "item").forEach(record -> ids.add(record.key().path("id").asInt()));
    return ids;
  }

  private static String said(boolean transactional, String prefix, String content) {
    return "SELECT pg_logical_emit_message(%b, '%s', '%s')"
        .formatted(transactional, prefix, content);
  }

  private static String content(JsonNode value) {
    assertThat(value.path("op").asText()).isEqualTo("m");
    byte[] content = Base64.getDecoder().decode(value.path("message").path("content").asText());
    return new String(content, StandardCharsets.UTF_8);
  }

  private static TestDatabase database(String name) {
    TestDatabase database = new TestDatabase(server.createDatabase(name));
    database.execute(
        "CREATE TABLE public.item (id int PRIMARY KEY, note text)",
        "CREATE TABLE public.other (id int PRIMARY KEY)",
        "CREATE PUBLICATION pub FOR ALL TABLES");
    return database;
  }

  private static SourceConnector started(
      TestDatabase database, String prefix, Map<String, String> settings) {
    return SourceConnector.of(Connect.shared().restUrl(), database, prefix, settings).start();
  }

  private static List<TopicRecord> records(SourceConnector connector, String table) {
    return TopicReader.readAll(KafkaBroker.shared(), connector.topic(table));
  }
}
