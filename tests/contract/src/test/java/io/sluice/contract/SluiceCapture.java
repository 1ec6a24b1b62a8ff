package io.sluice.contract;

import io.sluice.source.connect.PostgresSourceTask;
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
    task.initialize(new OffsetsOnlyContext(offsets));
    task.start(configuration(server));
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

  private static Map<String, String> configuration(SourceServer server) {
    return Map.of(
        "topic.prefix", "shop",
        "database.hostname", "localhost",
        "database.port", Integer.toString(server.port()),
        "database.user", SourceServer.USER,
        "database.dbname", SourceServer.DATABASE,
        "database.sslmode", "disable",
        "slot.name", "sluice",
        "publication.name", "sluice",
        "snapshot.mode", "initial");
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
