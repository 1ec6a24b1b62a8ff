package io.sluice.control.report;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Waits for a state that can only be asked for, not subscribed to.
 *
 * @param interval between two questions
 * @param limit after which waiting is a problem
 * @param teller hears every few seconds what is waited for
 */
public record Patience(Duration interval, Duration limit, Consumer<String> teller) {

  private static final Duration TELLING = Duration.ofSeconds(5);

  /** Waits without a word. */
  public Patience(Duration interval, Duration limit) {
    this(interval, limit, silence -> {});
  }

  /** Asks every 200 ms. */
  public static Patience of(Duration limit) {
    return new Patience(Duration.ofMillis(200), limit);
  }

  /** The same, but people see what is waited for. */
  public Patience telling(Console console) {
    return new Patience(interval, limit, what -> console.say("waiting: " + what));
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @param complaint what has not come about, for people meanwhile and for the problem
   * @throws Problem when the limit is over
   */
  public void until(BooleanSupplier condition, Supplier<String> complaint) {
    long now = System.nanoTime();
    long deadline = now + limit.toNanos();
    long told = now;
    while (!condition.getAsBoolean()) {
      now = System.nanoTime();
      if (now - deadline >= 0) {
        throw new Problem(complaint.get() + " (waited " + limit.toSeconds() + " s)");
      }
      if (now - told >= TELLING.toNanos()) {
        told = now;
        teller.accept(complaint.get());
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
