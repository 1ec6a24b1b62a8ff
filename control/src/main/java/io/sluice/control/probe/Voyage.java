package io.sluice.control.probe;

import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Keeps the time of one message. Used by one thread. */
final class Voyage {

  private static final Duration INTERVAL = Duration.ofMillis(10);

  private final Duration limit;
  private final long start = System.nanoTime();
  private final List<Stage> stages = new ArrayList<>();

  /**
   * @param limit for all stages together
   */
  Voyage(Duration limit) {
    this.limit = limit;
  }

  /** A stage is behind it. */
  void passed(String stage, String detail) {
    stages.add(new Stage(stage, true, millis(), detail));
  }

  /** A stage has lost it, and others may still be looked at. */
  void missed(String stage, String why) {
    stages.add(new Stage(stage, false, millis(), why));
  }

  /** A stage has lost it. */
  Lost lost(String stage, String why) {
    missed(stage, why);
    return new Lost(stage);
  }

  /**
   * Waits until it is through a stage.
   *
   * @param complaint why it is not, asked when the time is over
   * @throws Lost if the time is over first
   */
  void await(String stage, BooleanSupplier through, Supplier<String> complaint, String detail) {
    if (!look(stage, through, complaint, detail)) {
      throw new Lost(stage);
    }
  }

  /** The same, but tells whether it is through. */
  boolean look(String stage, BooleanSupplier through, Supplier<String> complaint, String detail) {
    Duration rest = limit.minusMillis(millis());
    try {
      new Patience(INTERVAL, rest.isNegative() ? Duration.ZERO : rest).until(through, () -> "over");
      passed(stage, detail);
      return true;
    } catch (Problem over) {
      missed(stage, complaint.get());
      return false;
    }
  }

  List<Stage> stages() {
    return List.copyOf(stages);
  }

  private long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
