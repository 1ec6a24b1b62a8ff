package io.sluice.bench.part;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.measure.Processes;

/**
 * What is measured for one part.
 *
 * @param processes whose CPU and memory counts
 * @param rows how many rows or changes it moves
 * @param gauge where it is; read every 100 ms by a thread of its own
 * @param begin sets it going, and returns
 * @param finished whether all has arrived; asked again and again while the gauge stands still, and
 *     may take its time, since what comes after the gauge's last movement is not counted
 */
public record Work(Processes processes, long rows, Gauge gauge, Step begin, Question finished) {

  public Work {
    if (rows <= 0) {
      throw new IllegalArgumentException("a part moves at least one row");
    }
  }

  /** Does something to servers. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /** Asks servers something. */
  @FunctionalInterface
  public interface Question {
    boolean ask() throws Exception;
  }
}
