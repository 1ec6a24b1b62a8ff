package io.sluice.sink.connect;

import io.sluice.sink.target.TargetFailure;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from a failure of the target: the same batch again after a pause, or the task's end.
 * What may pass by itself is waited for without end, what a person has to give for a while. Used by
 * the task's thread alone.
 */
final class Retries {

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private final SinkTaskContext connect;
  private final Backoff backoff;
  private final Duration patience;
  private OptionalLong awaitedSinceNanos = OptionalLong.empty();

  Retries(SinkTaskContext connect, Backoff backoff, Duration patience) {
    this.connect = connect;
    this.backoff = backoff;
    this.patience = patience;
  }

  /** Whether the same may still be tried again. */
  boolean mayPass(TargetFailure failure) {
    if (!failure.awaitsSomebody()) {
      awaitedSinceNanos = OptionalLong.empty();
      return failure.isRetryable();
    }
    long now = System.nanoTime();
    long since = awaitedSinceNanos.orElse(now);
    awaitedSinceNanos = OptionalLong.of(since);
    return now - since < patience.toNanos();
  }

  /** What Connect is told. */
  ConnectException after(TargetFailure failure) {
    if (!mayPass(failure)) {
      return new ConnectException(failure.getMessage(), failure);
    }
    Duration pause = backoff.pause();
    connect.timeout(pause.toMillis());
    LOG.warn("event=retry pause_ms={} reason={}", pause.toMillis(), failure.getMessage());
    return new RetriableException(failure.getMessage(), failure);
  }

  /** A batch was applied: what failed is over. */
  void reset() {
    backoff.reset();
    awaitedSinceNanos = OptionalLong.empty();
  }
}
