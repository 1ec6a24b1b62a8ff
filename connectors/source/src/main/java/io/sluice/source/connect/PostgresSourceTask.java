package io.sluice.source.connect;

import io.sluice.envelope.Version;
import io.sluice.postgres.SqlFailure;
import io.sluice.source.capture.CaptureMeters;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.replication.StreamRefusal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final CaptureMeters meters = new CaptureMeters(Clock.systemUTC());
  private SourceConfig config;
  private volatile Optional<Opening> opening = Optional.empty();
  private volatile Optional<RunningCapture> running = Optional.empty();
  private volatile boolean stopped;
  private volatile long openAt = System.nanoTime();

  @Override
  public String version() {
    return Version.current();
  }

  /** Opens the capture; what takes long, such as a slot that has to wait, goes on in the polls. */
  @Override
  public void start(Map<String, String> properties) {
    config = new SourceConfig(properties);
    ShownMeters.show(context, meters);
    try {
      opens(START);
    } catch (Throwable failed) {
      close();
      postpone(failure(failed));
    }
  }

  private void postpone(ConnectException failure) {
    if (stopped) {
      return;
    }
    if (!(failure instanceof RetriableException)) {
      throw failure;
    }
    LOG.warn("event=start-postponed reason=\"{}\"", failure.getMessage());
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    try {
      if (running.isEmpty() && !opens(PATIENCE)) {
        return null;
      }
      List<SourceRecord> records = running.orElseThrow().take();
      return records.isEmpty() ? null : records;
    } catch (InterruptedException interrupted) {
      throw interrupted;
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

  /** Workers call it on the thread of the polls, after the last one, but need not. */
  @Override
  public void stop() {
    stopped = true;
    close();
    meters.at(CaptureMeters.Phase.STOPPED);
  }

  /** Returns whether a capture is open. */
  private boolean opens(Duration patience) throws Throwable {
    if (stopped) {
      return false;
    }
    if (opening.isEmpty()) {
      long nanos = Math.min(openAt - System.nanoTime(), PATIENCE.toNanos());
      if (nanos > 0) {
        TimeUnit.NANOSECONDS.sleep(nanos);
        return false;
      }
      opening =
          Optional.of(
              Opening.start(
                  () -> RunningCapture.open(config, context.offsetStorageReader(), meters)));
    }
    running = await(opening, patience);
    if (running.isPresent()) {
      opening = Optional.empty();
    }
    if (stopped) {
      // It came while the capture was being opened, and found nothing to close.
      close();
    }
    return running.isPresent();
  }

  private static Optional<RunningCapture> await(Optional<Opening> opening, Duration patience)
      throws Throwable {
    return opening.isPresent() ? opening.get().await(patience) : Optional.empty();
  }

  private void close() {
    Optional<Opening> begun = opening;
    Optional<RunningCapture> closed = running;
    opening = Optional.empty();
    running = Optional.empty();
    meters.at(CaptureMeters.Phase.OPENING);
    openAt = System.nanoTime() + PAUSE_BEFORE_REOPENING.toNanos();
    try {
      if (begun.isPresent()) {
        begun.get().close();
      }
      if (closed.isPresent()) {
        closed.get().close();
      }
    } catch (InterruptedException interrupted) {
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
