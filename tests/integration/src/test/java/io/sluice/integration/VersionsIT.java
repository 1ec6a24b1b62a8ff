package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.box.PostgresServer;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.TopicTable;
import io.sluice.testkit.WatermarkLog;
import io.sluice.testkit.version.PostgresVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The versions that the other tests of a build do not run on: one connector through all that a
 * table can go through. {@code tests/versions.sh} runs the other tests on them.
 */
class VersionsIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCHEMA =
      """
      SET search_path = public;
      CREATE TABLE item (id int PRIMARY KEY, note text, body text);
      ALTER TABLE item ALTER body SET STORAGE EXTERNAL;
      CREATE TABLE bulk (id int PRIMARY KEY, note text);
      CREATE TABLE gone (id int PRIMARY KEY);
      INSERT INTO item SELECT id, 'first', repeat('b', 3000) FROM generate_series(1, 2000) id;
      INSERT INTO gone SELECT generate_series(1, 500);
      CREATE PUBLICATION pub FOR TABLE item, bulk, gone;
      """;

  /** While the chunks are being read. */
  private static final String BESIDE_THE_COPY =
      """
      SET search_path = public;
      UPDATE item SET note = 'second' WHERE id % 3 = 0;
      UPDATE item SET id = id + 10000 WHERE id % 100 = 7;
      DELETE FROM item WHERE id % 100 = 8;
      INSERT INTO item SELECT id, NULL, 'short' FROM generate_series(20001, 20050) id;
      """;

  /** Another shape between two writes of one transaction. */
  private static final String DDL_IN_A_TRANSACTION =
      """
      BEGIN;
      INSERT INTO public.item VALUES (5000001, 'old shape', 'b');
      ALTER TABLE public.item ADD COLUMN level int;
      UPDATE public.item SET level = id % 7;
      COMMIT;
      """;

  /** Much more than the server keeps in memory for one transaction. */
  private static final String LARGE_TRANSACTION =
      """
      BEGIN;
      INSERT INTO public.bulk SELECT id, repeat('n', 100) FROM generate_series(1, 5000) id;
      SAVEPOINT s;
      INSERT INTO public.bulk SELECT id, repeat('n', 100) FROM generate_series(5001, 10000) id;
      ROLLBACK TO s;
      UPDATE public.bulk SET note = 'changed' WHERE id <= 1000;
      COMMIT;
      """;

  private static final String WHILE_STOPPED =
      """
      SET search_path = public;
      UPDATE item SET note = 'third' WHERE id % 5 = 0;
      TRUNCATE gone;
      INSERT INTO gone VALUES (7);
      """;

  static List<PostgresVersion> olderVersions() {
    return PostgresVersion.ALL.stream().filter(each -> !each.isNewest()).toList();
  }

  @ParameterizedTest
  @MethodSource("olderVersions")
  void everyKindOfChangeComesThrough(PostgresVersion version) {
    Map<String, String> settings = Map.of("fsync", "off", "logical_decoding_work_mem", "64kB");
    try (PostgresServer server = Postgres.own(version.major(), settings)) {
      TestDatabase database = new TestDatabase(server.createDatabase("shop"));
      database.execute(SCHEMA);
      try (SourceConnector connector = connector(database, "version_" + version.major());
          WatermarkLog watermarks = connector.watermarks()) {
        connector.start();
        database.execute(BESIDE_THE_COPY);
        watermarks.awaitCopied("item");
        database.execute(DDL_IN_A_TRANSACTION, LARGE_TRANSACTION);

        connector.stop();
        await().atMost(LIMIT).until(() -> !connector.isStreaming());
        database.execute(WHILE_STOPPED);
        connector.resume();
        connector.awaitMark("end");

        for (String table : List.of("item", "bulk", "gone")) {
          assertThat(topic(connector, table).rows().values())
              .as(table)
              .containsExactlyInAnyOrderElementsOf(rows(database, table));
        }
      }
    }
  }

  private static SourceConnector connector(TestDatabase database, String prefix) {
    return SourceConnector.of(
        Connect.shared().restUrl(), database, prefix, Map.of("snapshot.chunk.rows", "100"));
  }

  private static TopicTable topic(SourceConnector connector, String table) {
    TopicTable rows = new TopicTable();
    try (TopicReader reader = new TopicReader(KafkaBroker.shared(), connector.topic(table))) {
      reader.toEnd(rows::apply);
    }
    return rows;
  }

  private static List<JsonNode> rows(TestDatabase database, String table) {
    List<JsonNode> rows = new ArrayList<>();
    for (String row : database.texts("SELECT row_to_json(t) FROM public." + table + " t")) {
      rows.add(parse(row));
    }
    return rows;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException wrong) {
      throw new AssertionError("PostgreSQL's JSON", wrong);
    }
  }
}
