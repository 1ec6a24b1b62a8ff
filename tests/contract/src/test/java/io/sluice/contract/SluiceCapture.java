package io.sluice.contract;

import io.sluice.source.connect.PostgresSourceTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Our source connector's task, driven as a worker drives it: start, then poll and commit on one
 * thread, stop from another.
 */
final class SluiceCapture implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final PostgresSourceTask task = new PostgresSourceTask();
  private final StoredOffsets offsets = new StoredOffsets();
  private final RecordQueue records = new RecordQueue("Sluice");
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> run;
  private volatile boolean stopping;

  SluiceCapture(SourceServer server) {
    this(server, "sluice", Map.of());
  }

  /**
   * @param name of its slot and its publication
   * @param changed keys of its configuration
   */
  SluiceCapture(SourceServer server, String name, Map<String, String> changed) {
    task.initialize(new OffsetsOnlyContext(offsets));
    task.start(configuration(server, name, changed));
    run = thread.submit(this::poll);
  }

  RecordQueue records() {
    return records;
  }

  private Void poll() throws InterruptedException {
    while (!stopping) {
      List<SourceRecord> polled = task.poll();
      if (polled != null) {
        polled.forEach(records::add);
        offsets.store(polled);
        task.commit();
      }
    }
    return null;
  }

  private static Map<String, String> configuration(
      SourceServer server, String name, Map<String, String> changed) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("topic.prefix", "shop");
    configuration.put("database.hostname", "localhost");
    configuration.put("database.port", Integer.toString(server.port()));
    configuration.put("database.user", SourceServer.USER);
    configuration.put("database.dbname", SourceServer.DATABASE);
    configuration.put("database.sslmode", "disable");
    configuration.put("slot.name", name);
    configuration.put("publication.name", name);
    configuration.put("snapshot.mode", "initial");
    // Debezium, which reads the same database, would capture the canary's table.
    configuration.put("publication.canary.enabled", "false");
    configuration.putAll(changed);
    return configuration;
  }

  /** Stops the task, and says what it failed with if it did. */
  @Override
  public void close() throws InterruptedException {
    stopping = true;
    try {
      run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    } finally {
      task.stop();
      thread.shutdown();
    }
  }
}
