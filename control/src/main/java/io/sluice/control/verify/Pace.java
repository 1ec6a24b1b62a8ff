package io.sluice.control.verify;

import io.sluice.control.report.Problem;
import java.time.Duration;

/** Keeps all readers together below a number of rows in each second. Safe for several threads. */
final class Pace {

  private final long rowsPerSecond;
  private final long start = System.nanoTime();
  private long rows;

  /**
   * A pace.
   *
   * @param rowsPerSecond 0 for no limit
   */
  Pace(long rowsPerSecond) {
    this.rowsPerSecond = rowsPerSecond;
  }

  /** So many rows were read; waits until they were not too many. */
  void read(long more) {
    long pause = due(more) - (System.nanoTime() - start);
    if (rowsPerSecond > 0 && pause > 0) {
      pause(Duration.ofNanos(pause));
    }
  }

  private synchronized long due(long more) {
    rows += more;
    return rowsPerSecond == 0 ? 0 : rows * 1_000_000_000L / rowsPerSecond;
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while waiting", stopped);
    }
  }
}
