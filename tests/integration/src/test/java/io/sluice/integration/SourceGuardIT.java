package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.control.box.ConnectWorker;
import io.sluice.control.connect.ConnectRest;
import io.sluice.testkit.Connect;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.WatermarkLog;
import io.sluice.testkit.WorkerBeans;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a worker tells of its source connectors, and how one of them fails without the others. */
class SourceGuardIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROWS = 100;

  private static ConnectWorker worker;

  @BeforeAll
  static void startWorker() {
    worker = Connect.own("guard");
  }

  @AfterAll
  static void stopWorker() {
    worker.close();
  }

  @Test
  void metricsAreReadOverTheWorkersJmx() throws Exception {
    TestDatabase database = database("meters");
    try (SourceConnector connector = started(database, "meters");
        WatermarkLog watermarks = connector.watermarks();
        WorkerBeans beans = WorkerBeans.of(worker)) {
      watermarks.awaitCopied("item");
      database.execute("UPDATE public.item SET note = 'x' WHERE id = 1");
      connector.awaitMark("end");
      String task = connector.name();
      String table = ",schema=public,table=item";

      assertThat(beans.metric(task, table, "snapshot-rows")).isEqualTo((long) ROWS);
      assertThat(beans.metric(task, table, "snapshot-chunks")).isEqualTo(5L);
      assertThat(beans.metric(task, table, "snapshot-done")).isEqualTo(1L);
      assertThat(beans.metric(task, "", "phase")).isEqualTo("stream");
      assertThat(beans.metric(task, "", "published-changes-total")).isEqualTo(ROWS + 1L);
      assertThat(beans.metric(task, "", "reconnects")).isEqualTo(0L);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(beans.metric(task, "", "wal-status")).isEqualTo("reserved");
                assertThat(beans.metric(task, "", "safe-wal-bytes")).isEqualTo(-1L);
                assertThat(beans.metric(task, "", "lag-ms")).isEqualTo(0L);
                assertThat(lsn(beans, connector, "streamed-lsn")).isNotEqualTo(Lsn.ZERO);
                assertThat(lsn(beans, connector, "stored-lsn"))
                    .isEqualTo(lsn(beans, connector, "confirmed-lsn"))
                    .isNotEqualTo(Lsn.ZERO);
              });
    }
  }

  @Test
  void connectorThatLosesItsSlotFailsByNameAndLeavesTheOtherAlone() {
    TestDatabase one = database("one");
    TestDatabase other = database("other");
    try (SourceConnector failing = started(one, "failing");
        SourceConnector going = started(other, "going");
        WatermarkLog watermarks = failing.watermarks()) {
      watermarks.awaitCopied("item");
      failing.awaitMark("before");
      going.awaitMark("before");
      one.execute(
          "SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots"
              + " WHERE slot_name = 'failing'",
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
              + " WHERE slot_name = 'failing'");

      await().atMost(LIMIT).until(() -> complaint(failing).contains("SLUICE-2013"));
      other.execute("UPDATE public.item SET note = 'after'");
      going.awaitMark("after");
      failing.stop();
      going.awaitMark("alone");
      going.requireHealthy();
    }
  }

  private static String complaint(SourceConnector connector) {
    try {
      connector.requireHealthy();
      return "";
    } catch (RuntimeException unhealthy) {
      return unhealthy.getMessage();
    }
  }

  @Test
  void metricsOfASinkAreReadOverTheWorkersJmx() throws Exception {
    TestDatabase target = Postgres.shared().newDatabase("sinkmeters");
    ConnectRest rest = ConnectRest.at(worker.restUrl());
    String sink = "meters-sink";
    try (ItemsTopic topic = new ItemsTopic("sinkmeters");
        WorkerBeans beans = WorkerBeans.of(worker)) {
      topic.insert(1);
      topic.insert(2);
      rest.put(sink, topic.sinkInto(target));
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                assertThat(beans.metric(sink, "", "written-rows-total")).isEqualTo(2L);
                assertThat(beans.metric(sink, "", "lag-ms")).isEqualTo(0L);
                assertThat(beans.metric(sink, "", "lag-bytes")).isEqualTo(0L);
                assertThat(beans.metric(sink, "", "retries-total")).isEqualTo(0L);
                assertThat(beans.metric(sink, "", "conflicts-insert-exists-total")).isEqualTo(0L);
                String table = ",schema=public,table=items";
                assertThat(beans.metric(sink, table, "table-written-rows-total")).isEqualTo(2L);
                assertThat((long) beans.metric(sink, table, "table-statements-total")).isPositive();
              });
    } finally {
      rest.delete(sink);
    }
  }

  private static Lsn lsn(WorkerBeans beans, SourceConnector connector, String metric)
      throws Exception {
    return Lsn.parse((String) beans.metric(connector.name(), "", metric));
  }

  private static TestDatabase database(String name) {
    TestDatabase database = Postgres.shared().newDatabase(name);
    database.execute(
        "CREATE TABLE public.item (id int PRIMARY KEY, note text)",
        "INSERT INTO public.item SELECT id, 'first' FROM generate_series(1, " + ROWS + ") id");
    return database;
  }

  private static SourceConnector started(TestDatabase database, String prefix) {
    return SourceConnector.of(
            worker.restUrl(),
            database,
            prefix,
            Map.of("snapshot.chunk.rows", "21", "source.watch.interval.ms", "500"))
        .start();
  }
}
