package io.sluice.sink.connect;

import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.target.Applied;
import io.sluice.sink.target.Target;
import io.sluice.sink.target.TargetFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes on a thread of its own, one plan at a time, so that the next can be made ready while the
 * server works. Used by the task's thread; while a plan is being written, nobody else may use the
 * target.
 */
final class TargetWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TargetWriter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Target target;
  private final ApplyMeters meters;
  private final ExecutorService thread;
  private Optional<Future<Timed>> running = Optional.empty();
  private Optional<Written> unfinished = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  /** Whether a plan was written and that was not collected. */
  private boolean written;

  /** Whether plans have been written of a transaction that goes on. */
  private boolean inTransaction;

  /**
   * Plans of one batch and where its partitions were before it.
   *
   * @param plans in order; only the last may leave its transaction open
   * @param first whether it begins a transaction
   */
  private record Written(List<ApplyPlan> plans, Map<PartitionId, Long> before, boolean first) {

    /** The last one, whose progress is that of all. */
    ApplyPlan last() {
      return plans.get(plans.size() - 1);
    }

    boolean isIn(Map<PartitionId, Long> offsets) {
      return last().progress().entrySet().stream()
          .allMatch(
              reached ->
                  Objects.equals(offsets.get(reached.getKey()), reached.getValue().nextOffset()));
    }

    boolean follows(Map<PartitionId, Long> offsets) {
      return first
          && last().progress().keySet().stream()
              .allMatch(partition -> Objects.equals(offsets.get(partition), before.get(partition)));
    }
  }

  TargetWriter(Target target, ApplyMeters meters, String name) {
    this.target = target;
    this.meters = meters;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread writer = new Thread(work, name);
              writer.setDaemon(true);
              return writer;
            });
  }

  /** Whether a plan is being written. */
  boolean isBusy() {
    return running.isPresent() && !running.get().isDone();
  }

  /** Whether nothing is being written, and nothing has been that was not collected. */
  boolean isIdle() {
    return running.isEmpty() && !written;
  }

  /** Whether a plan was written and failed. */
  boolean hasFailed() {
    return running.isEmpty() && unfinished.isPresent();
  }

  /** Begins to write a batch's plans; those before have to be done. */
  void write(List<ApplyPlan> plans) {
    write(new Written(plans, target.nextOffsets(), !inTransaction));
  }

  private void write(Written written) {
    unfinished = Optional.of(written);
    running = Optional.of(thread.submit(() -> timed(written.plans())));
  }

  private record Timed(Applied applied, Duration took) {}

  private Timed timed(List<ApplyPlan> plans) {
    long start = System.nanoTime();
    Applied applied = target.write(plans);
    return new Timed(applied, Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * Goes on after a failure, when the target is ready again.
   *
   * @return whether that can be: the failed plan turned out to be durable, or is being written
   *     again; if not, all has to be read again from its progress
   */
  boolean goOn() {
    Map<PartitionId, Long> offsets = target.nextOffsets();
    Written written = unfinished.orElseThrow();
    if (written.isIn(offsets)) {
      unfinished = Optional.empty();
      inTransaction = !written.last().whole();
      return true;
    }
    if (written.follows(offsets)) {
      write(written);
      return true;
    }
    return false;
  }

  /** What failed need not be written any more. */
  void forget() {
    unfinished = Optional.empty();
    inTransaction = false;
  }

  /** Waits until nothing is being written; how that went is told by {@link #collect()}. */
  void join() {
    if (running.isPresent()) {
      join(running.get());
      running = Optional.empty();
    }
  }

  private void join(Future<Timed> write) {
    try {
      Timed done = write.get();
      Written plans = unfinished.orElseThrow();
      LOG.debug("event=applied {}", done);
      meters.written(plans.plans(), done.applied(), done.took());
      inTransaction = !plans.last().whole();
      unfinished = Optional.empty();
      written = true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted while the target was written to", stopped);
    } catch (ExecutionException failed) {
      failure = Optional.of(asUnchecked(failed.getCause()));
    }
  }

  private static RuntimeException asUnchecked(Throwable cause) {
    return cause instanceof RuntimeException unchecked ? unchecked : new ConnectException(cause);
  }

  /**
   * Waits until nothing is being written.
   *
   * @return whether something was, since the last call
   * @throws TargetFailure if that failed, once
   */
  boolean collect() {
    join();
    if (failure.isPresent()) {
      RuntimeException failed = failure.get();
      failure = Optional.empty();
      throw failed;
    }
    boolean something = written;
    written = false;
    return something;
  }

  /** Ends the session, at once if a write does not end in time. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("event=write_abandoned reason=\"it did not end within {}\"", PATIENCE);
        target.abort();
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      target.abort();
      return;
    }
    target.close();
  }
}
