package io.sluice.control.cutover;

import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The writers' downtime, which runs.
 *
 * @param begin of it, by {@link System#nanoTime}
 * @param limit after which the writers are let in again
 */
record Countdown(long begin, Duration limit) {

  private static final Duration INTERVAL = Duration.ofMillis(20);

  /** Of writers that have been kept out for a while. */
  static Countdown since(Duration age, Duration limit) {
    return new Countdown(System.nanoTime() - age.toNanos(), limit);
  }

  /** The same, with the whole of the limit still to come. */
  Countdown anew() {
    return new Countdown(begin, limit.plus(elapsed()));
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  boolean isOver() {
    return elapsed().compareTo(limit) > 0;
  }

  /** Patience for what is left of the time. */
  Patience patience(Patience talkative) {
    return new Patience(INTERVAL, left(), talkative.teller());
  }

  /** Fails if the time is over. */
  void require() {
    if (isOver()) {
      throw new Problem(
          "writers have been kept out for more than " + limit.toSeconds() + " s (--max-downtime)");
    }
  }

  /** Lets something run for no longer than what is left of the time. */
  <T> T within(String what, Steps.Work<T> work) {
    CompletableFuture<T> running = CompletableFuture.supplyAsync(() -> unchecked(what, work));
    try {
      return running.get(left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new Problem(what + " takes longer than writers may be kept out (--max-downtime)", late);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new Problem(what + " failed: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted during " + what, e);
    }
  }

  private static <T> T unchecked(String what, Steps.Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new Problem(what + " failed: " + e.getMessage(), e);
    }
  }

  private Duration left() {
    Duration left = limit.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
