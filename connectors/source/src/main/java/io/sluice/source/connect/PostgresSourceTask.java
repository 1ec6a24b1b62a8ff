package io.sluice.source.connect;

import io.sluice.envelope.Version;
import io.sluice.postgres.SqlFailure;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.replication.StreamRefusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures the tables of a PostgreSQL database: the life cycle of a {@link RunningCapture}.
 *
 * <p>When the server is lost the capture is closed and, after a pause, opened again from the stored
 * offsets. With {@code transaction.boundary=poll} everything that was taken is stored before the
 * next poll, so that nothing is taken twice.
 */
public final class PostgresSourceTask extends SourceTask {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSourceTask.class);
  private static final Duration PAUSE_BEFORE_REOPENING = Duration.ofSeconds(1);

  private final CountDownLatch stopping = new CountDownLatch(1);
  private SourceConfig config;
  private volatile Optional<RunningCapture> running = Optional.empty();

  @Override
  public String version() {
    return Version.current();
  }

  @Override
  public void start(Map<String, String> properties) {
    config = new SourceConfig(properties);
    try {
      open();
    } catch (RetriableException later) {
      LOG.warn("event=start-postponed reason=\"{}\"", later.getMessage());
    }
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    if (running.isEmpty() && !reopens()) {
      return null;
    }
    try {
      List<SourceRecord> records = running.orElseThrow().take();
      return records.isEmpty() ? null : records;
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Throwable failed) {
      close();
      throw failure(failed);
    }
  }

  /** Connect has stored all that was polled: only now may the slot move on. */
  @Override
  public void commit() {
    running.ifPresent(RunningCapture::stored);
  }

  /** Called by another thread than the rest. */
  @Override
  public void stop() {
    stopping.countDown();
    close();
  }

  private boolean reopens() throws InterruptedException {
    if (stopping.await(PAUSE_BEFORE_REOPENING.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    open();
    if (stopping.getCount() == 0) {
      // stop() came while the capture was being opened, and found nothing to close.
      close();
    }
    return running.isPresent();
  }

  private void open() {
    try {
      running = Optional.of(RunningCapture.open(config, context.offsetStorageReader()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted while starting", stopped);
    } catch (SQLException | SourceFailure failed) {
      throw failure(failed);
    }
  }

  private void close() {
    Optional<RunningCapture> closed = running;
    running = Optional.empty();
    try {
      if (closed.isPresent()) {
        closed.get().close();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private ConnectException failure(Throwable failed) {
    if (rootOf(failed) instanceof SQLException sql) {
      Optional<SourceFailure> refusal = StreamRefusal.of(sql, config.slot());
      if (refusal.isPresent()) {
        return new ConnectException(refusal.get().getMessage(), failed);
      }
      String message = config.endpoint().address() + ": " + SqlFailure.describe(sql);
      return SqlFailure.of(sql).isRetryable()
          ? new RetriableException(message + "; trying again")
          : new ConnectException(message + "; " + SqlFailure.of(sql).remedy());
    }
    return new ConnectException(failed.getMessage(), failed);
  }

  private static Throwable rootOf(Throwable failed) {
    Throwable cause = failed.getCause();
    return cause == null || failed instanceof SQLException ? failed : rootOf(cause);
  }
}
