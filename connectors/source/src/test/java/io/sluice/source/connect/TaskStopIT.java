package io.sluice.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

class TaskStopIT {

  @Test
  void taskWhoseSlotWaitsForAWriterStopsAtOnceAndLeavesNoSlot() throws Exception {
    Endpoint endpoint =
        SourceServer.shared().database("CREATE TABLE public.a (id int PRIMARY KEY)");
    PostgresSourceTask task = new PostgresSourceTask();
    task.initialize(new NothingStored());
    try (Connection writer = endpoint.connect("a writer");
        Statement statement = writer.createStatement();
        Connection look = endpoint.connect("sluice-look")) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO public.a VALUES (1)");
      CompletableFuture<Void> starting =
          CompletableFuture.runAsync(() -> task.start(configuration(endpoint)));
      await().until(() -> ReplicationSlot.find(look, "stopping").isPresent());

      task.stop();

      starting.get(Duration.ofSeconds(5).toSeconds(), TimeUnit.SECONDS);
      assertThat(ReplicationSlot.find(look, "stopping")).isEmpty();
      assertThat(task.poll()).isNull();
      writer.rollback();
    }
  }

  /** Once a position was confirmed, a server that stops waits for the confirmation of the rest. */
  @Test
  void serverStopsInOrderThoughKafkaTakesNothing() throws Exception {
    SourceServer server = SourceServer.start(Map.of("wal_level", "logical"));
    Endpoint endpoint = server.database("CREATE TABLE public.a (id int PRIMARY KEY)");
    PostgresSourceTask task = new PostgresSourceTask();
    task.initialize(new NothingStored());
    task.start(configuration(endpoint));
    await()
        .until(
            () -> {
              task.poll();
              task.commit();
              return confirmed(endpoint);
            });
    SourceServer.run(endpoint, "INSERT INTO public.a SELECT generate_series(1, 1000)");
    await().until(() -> task.poll() != null);

    server.stop();

    assertThatThrownBy(() -> endpoint.connect("sluice-it"))
        .isInstanceOfSatisfying(
            SQLException.class,
            refused -> assertThat(refused.getSQLState()).as("it is gone").isEqualTo("08001"));
    task.stop();
  }

  private static boolean confirmed(Endpoint endpoint) throws SQLException {
    try (Connection session = endpoint.connect("sluice-look");
        Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT flush_lsn IS NOT NULL FROM pg_stat_replication")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Map<String, String> configuration(Endpoint endpoint) {
    return Map.of(
        "max.queue.size", "1",
        "heartbeat.interval.ms", "100",
        "status.update.interval.ms", "100",
        "topic.prefix", "stopping",
        "database.hostname", endpoint.host(),
        "database.port", Integer.toString(endpoint.port()),
        "database.user", endpoint.user(),
        "database.dbname", endpoint.database(),
        "slot.name", "stopping");
  }

  /** A worker at a connector's first start. */
  private static final class NothingStored implements SourceTaskContext, OffsetStorageReader {

    @Override
    public Map<String, String> configs() {
      return Map.of();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      return this;
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("a worker without plugin metrics");
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return null;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      return new HashMap<>();
    }
  }
}
