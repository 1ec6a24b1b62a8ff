package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.box.PostgresServer;
import io.sluice.testkit.AbsentStandby;
import io.sluice.testkit.Connect;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.TopicReader;
import io.sluice.testkit.TopicRecord;
import io.sluice.testkit.TopicTable;
import io.sluice.testkit.WatermarkLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The topics never lie: a commit is streamed before it is visible, and no chunk row that missed it
 * may follow it.
 *
 * <p>Both tests fail when chunks are merged by log positions alone.
 */
class ExactnessIT {

  private static final int WRITERS = 24;
  private static final int ROUNDS = 3;
  private static final Map<String, String> SMALL_CHUNKS = Map.of("snapshot.chunk.rows", "5");

  private static PostgresServer server;

  /** Flushed for real: the time between a flush and its visibility is what this is about. */
  @BeforeAll
  static void startServer() {
    server = Postgres.own(Map.of());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void chunksBesideManyWritersNeverBringAnOldRow() throws Exception {
    TestDatabase database = new TestDatabase(server.createDatabase("busy"));
    HotTable.create(database);
    List<String> stale = new ArrayList<>();
    long chunkRows = 0;
    try (LateStandby standby = LateStandby.join(database)) {
      for (int round = 1; round <= ROUNDS; round++) {
        VersionOrder order = copyBesideWriters(database, "busy_" + round);
        stale.addAll(order.stale());
        chunkRows += order.chunkRows();
      }
    }
    assertThat(stale).as("old rows among %d of chunks", chunkRows).isEmpty();
    assertThat(chunkRows).isPositive();
  }

  /** One whole snapshot under load; the topic has to end up as the table. */
  private static VersionOrder copyBesideWriters(TestDatabase database, String prefix)
      throws Exception {
    try (SourceConnector connector = connector(database, prefix);
        WatermarkLog watermarks = connector.watermarks()) {
      HotWriters writers = HotWriters.start(database, WRITERS, prefix.hashCode());
      connector.start();
      watermarks.awaitCopied("hot");
      assertThat(writers.stop()).isPositive();
      connector.awaitMark("end");
      VersionOrder order = new VersionOrder();
      TopicTable topic = follow(connector, order);
      if (order.stale().isEmpty()) {
        assertThat(topic.rows().values())
            .containsExactlyInAnyOrderElementsOf(HotTable.rows(database));
      }
      return order;
    }
  }

  @Test
  void chunkNeverOverwritesACommitThatIsStreamedButNotVisible() {
    TestDatabase database = new TestDatabase(server.createDatabase("ghost"));
    HotTable.create(database);
    // A slot cannot be made while a transaction hangs.
    database.execute("SELECT pg_create_logical_replication_slot('ghost', 'pgoutput')");
    try (SourceConnector connector = connector(database, "ghost");
        WatermarkLog watermarks = connector.watermarks();
        AbsentStandby standby = AbsentStandby.expect(database)) {
      List<JsonNode> before = HotTable.rows(database);
      CompletableFuture<Void> hanging =
          CompletableFuture.runAsync(
              () ->
                  database.execute(
                      "SET search_path = public",
                      "BEGIN",
                      "UPDATE hot SET version = nextval('versions') WHERE id = 1",
                      "UPDATE hot SET version = nextval('versions'), body = 'short' WHERE id = 2",
                      "UPDATE hot SET version = nextval('versions'), id = 1003 WHERE id = 3",
                      "DELETE FROM hot WHERE id = 4",
                      "INSERT INTO hot VALUES (1005, nextval('versions'), 'new', 'new')",
                      "COMMIT"));
      connector.start();
      watermarks.awaitRows("hot", HotTable.KEYS);

      List<TopicRecord> records = TopicReader.readAll(KafkaBroker.shared(), connector.topic("hot"));
      assertThat(records)
          .extracting(record -> record.value().path("op").asText())
          .contains("u", "d", "c");
      assertThat(hanging).isNotDone();
      assertThat(HotTable.rows(database)).as("what others see").isEqualTo(before);

      standby.close();
      await().until(hanging::isDone);
      connector.awaitMark("end");
      VersionOrder order = new VersionOrder();
      TopicTable topic = follow(connector, order);
      assertThat(order.stale()).isEmpty();
      assertThat(topic.rows().values())
          .containsExactlyInAnyOrderElementsOf(HotTable.rows(database));
    }
  }

  private static SourceConnector connector(TestDatabase database, String prefix) {
    return SourceConnector.of(Connect.shared().restUrl(), database, prefix, SMALL_CHUNKS);
  }

  private static TopicTable follow(SourceConnector connector, VersionOrder order) {
    TopicTable table = new TopicTable();
    try (TopicReader reader = new TopicReader(KafkaBroker.shared(), connector.topic("hot"))) {
      reader.toEnd(
          record -> {
            order.follow(record);
            table.apply(record);
          });
    }
    return table;
  }
}
