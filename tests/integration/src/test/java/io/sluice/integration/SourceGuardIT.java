package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.VirtualMachine;
import io.sluice.change.Lsn;
import io.sluice.control.box.ConnectWorker;
import io.sluice.testkit.Connect;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.SourceConnector;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.WatermarkLog;
import java.time.Duration;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a worker tells of its source connectors, and how one of them fails without the others. */
@SuppressWarnings("BanJNDI") // The worker is a process of ours.
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
        JMXConnector jmx = JMXConnectorFactory.connect(address())) {
      watermarks.awaitCopied("item");
      database.execute("UPDATE public.item SET note = 'x' WHERE id = 1");
      connector.awaitMark("end");
      MBeanServerConnection beans = jmx.getMBeanServerConnection();
      ObjectName task = name(connector, "");
      ObjectName table = name(connector, ",schema=public,table=item");

      assertThat(beans.getAttribute(table, "snapshot-rows")).isEqualTo((long) ROWS);
      assertThat(beans.getAttribute(table, "snapshot-chunks")).isEqualTo(5L);
      assertThat(beans.getAttribute(table, "snapshot-done")).isEqualTo(1L);
      assertThat(beans.getAttribute(task, "phase")).isEqualTo("stream");
      assertThat(beans.getAttribute(task, "published-changes-total")).isEqualTo(ROWS + 1L);
      assertThat(beans.getAttribute(task, "reconnects")).isEqualTo(0L);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(beans.getAttribute(task, "wal-status")).isEqualTo("reserved");
                assertThat(beans.getAttribute(task, "safe-wal-bytes")).isEqualTo(-1L);
                assertThat(beans.getAttribute(task, "lag-ms")).isEqualTo(0L);
                assertThat(lsn(beans, task, "streamed-lsn")).isNotEqualTo(Lsn.ZERO);
                assertThat(lsn(beans, task, "stored-lsn"))
                    .isEqualTo(lsn(beans, task, "confirmed-lsn"))
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

  private static Lsn lsn(MBeanServerConnection beans, ObjectName name, String attribute)
      throws Exception {
    return Lsn.parse((String) beans.getAttribute(name, attribute));
  }

  private static ObjectName name(SourceConnector connector, String tags) throws Exception {
    return new ObjectName(
        "kafka.connect:type=plugins,connector=%s,task=0%s".formatted(connector.name(), tags));
  }

  /** The worker's own agent, started from here. */
  private static JMXServiceURL address() throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(worker.pid().pid()));
    try {
      return new JMXServiceURL(machine.startLocalManagementAgent());
    } finally {
      machine.detach();
    }
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
