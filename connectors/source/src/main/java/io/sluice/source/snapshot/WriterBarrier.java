package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the transactions have ended that had written to a table when the wait began.
 *
 * <p>A transaction that writes to a table holds a lock on it, which it gives back only after its
 * changes are visible, also when it is prepared. So a read that begins after these locks are gone
 * sees everything that was written before the wait: what a publication did not have when it was
 * written, and what the stream had brought before somebody followed it.
 */
final class WriterBarrier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WriterBarrier.class);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int LOOKS_BETWEEN_COMPLAINTS = 300;

  private final TableWriters writers;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("sluice-writer-barrier"));
  private final Executor later =
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, looking);

  WriterBarrier(Endpoint endpoint) {
    this.writers = new TableWriters(endpoint);
  }

  /** Completes when the table's writers of this moment are gone. */
  CompletableFuture<Void> await(TableId table) {
    CompletableFuture<Void> gone = new CompletableFuture<>();
    looking.execute(() -> look(table, Optional.empty(), 1, gone));
    return gone;
  }

  /**
   * Looks once, and again later if need be.
   *
   * @param awaited those that are waited for; empty at the first look
   */
  private void look(
      TableId table,
      Optional<Map<String, String>> awaited,
      int looks,
      CompletableFuture<Void> gone) {
    try {
      Map<String, String> left = writers.of(table);
      awaited.ifPresent(before -> left.keySet().retainAll(before.keySet()));
      if (left.isEmpty()) {
        gone.complete(null);
        return;
      }
      if (looks % LOOKS_BETWEEN_COMPLAINTS == 0) {
        LOG.warn("event=snapshot-waits table={} writers={}", table, left.values());
      }
      later.execute(() -> look(table, Optional.of(left), looks + 1, gone));
    } catch (SQLException | RuntimeException failed) {
      gone.completeExceptionally(failed);
    }
  }

  /** Gives the connection back while there is nothing to wait for. */
  void rest() {
    looking.execute(this::disconnect);
  }

  private void disconnect() {
    try {
      writers.close();
    } catch (SQLException alreadyLost) {
      LOG.info("event=writer-barrier-closed state={}", alreadyLost.getSQLState());
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
    disconnect();
  }
}
