package io.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.box.ConnectWorker;
import io.sluice.control.connect.ConnectRest;
import io.sluice.testkit.Connect;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.Rows;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.WatermarkLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker is killed again and again while it copies and streams. */
class KillFault {

  private static final long SEED = 20_261_120L;
  private static final int KILLS = 3;
  private static final int CHUNK_ROWS = 20;
  private static final List<String> TABLES = List.of("account", "note");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final TestDatabase source = Postgres.shared().newDatabase("kill_source");
  private final TestDatabase target = Postgres.shared().newDatabase("kill_target");
  private ConnectWorker worker;
  private SourceConnector connector;

  @BeforeEach
  void startWorker() {
    worker = Connect.own("kills");
    connector =
        SourceConnector.of(
            worker.restUrl(),
            source,
            "kills",
            Map.of("snapshot.chunk.rows", Integer.toString(CHUNK_ROWS), "max.batch.size", "64"));
  }

  @AfterEach
  void stopWorker() {
    connector.close();
    worker.close();
  }

  @Test
  void killedWorkerLosesNothingAndRepeatsNothing() throws Exception {
    Bank bank = Bank.open(source, SEED);
    connector.start();
    startSink();
    try (WatermarkLog watermarks = connector.watermarks()) {
      for (int kill = 1; kill <= KILLS; kill++) {
        watermarks.awaitRows("account", kill * Bank.ACCOUNTS / (KILLS + 2));
        killAndStart();
        assertThat(watermarks.chunkRows("account"))
            .as("killed in the middle of the snapshot")
            .doesNotContain((long) Bank.ACCOUNTS);
      }
      TABLES.forEach(watermarks::awaitCopied);
      killWhileStreaming();
      bank.close();
      connector.awaitMark("end");
      TABLES.forEach(table -> assertChunksOnce(watermarks.chunkRows(table)));
    }
    TABLES.forEach(this::assertRecordsOnce);
    TABLES.forEach(this::awaitEqual);
  }

  /** Each time when a consumer sees that the stream goes on. */
  private void killWhileStreaming() {
    try (Ledger ledger = new Ledger(connector.topic("account"))) {
      assertThat(ledger.follow()).isPositive();
      for (int kill = 1; kill <= KILLS; kill++) {
        await().atMost(LIMIT).until(() -> ledger.follow() > 0);
        killAndStart();
      }
      await().atMost(LIMIT).until(() -> ledger.follow() > 0);
      assertThat(ledger.faults()).isEmpty();
    }
  }

  private void startSink() {
    ConnectRest rest = ConnectRest.at(worker.restUrl());
    Map<String, String> config = connector.sinkInto(target);
    rest.put(config.get("name"), config);
  }

  private void killAndStart() {
    worker.kill9();
    worker.start();
  }

  /**
   * Every chunk adds its rows to those before it, whichever run of the task read it. The last may
   * be empty; writers may put some rows into a range after it was planned.
   */
  private static void assertChunksOnce(List<Long> rows) {
    assertThat(rows).isSorted().hasSizeGreaterThan(KILLS);
    assertThat(rows.subList(0, rows.size() - 1)).doesNotHaveDuplicates();
    long most = 0;
    for (long upTo : rows) {
      assertThat(upTo - most).as("rows of one chunk").isBetween(0L, 2L * CHUNK_ROWS);
      most = upTo;
    }
  }

  private void assertRecordsOnce(String table) {
    try (Ledger ledger = new Ledger(connector.topic(table))) {
      assertThat(ledger.follow()).isPositive();
      assertThat(ledger.faults()).as(table).isEmpty();
    }
  }

  private void awaitEqual(String table) {
    TableId id = new TableId("public", table);
    List<String> rows = Rows.of(source, id);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(Rows.of(target, id)).as(table).isEqualTo(rows));
  }
}
