package io.sluice.control.report;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for a state that can only be asked for, not subscribed to.
 *
 * @param interval between two questions
 * @param limit after which waiting is a problem
 */
public record Patience(Duration interval, Duration limit) {

  /** Asks every 200 ms. */
  public static Patience of(Duration limit) {
    return new Patience(Duration.ofMillis(200), limit);
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @param complaint what has not come about, for the problem
   * @throws Problem when the limit is over
   */
  public void until(BooleanSupplier condition, Supplier<String> complaint) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new Problem(complaint.get() + " (waited " + limit.toSeconds() + " s)");
      }
      pause();
    }
  }

  /** Lets one interval pass; an interrupt ends the command. */
  public void pause() {
    try {
      Thread.sleep(interval.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while waiting", stopped);
    }
  }
}
