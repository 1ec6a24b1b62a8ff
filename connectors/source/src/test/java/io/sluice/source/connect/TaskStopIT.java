package io.sluice.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.server.SourceServer;
import java.sql.Connection;
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

  private static Map<String, String> configuration(Endpoint endpoint) {
    return Map.of(
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
