package io.sluice.control.verify;

import io.sluice.control.report.Problem;
import java.time.Duration;

/** Keeps all readers together below a number of rows in each second. Safe for several threads. */
final class Pace {

  private final long rowsPerSecond;

  /** When the rows that were read so far are paid for. */
  private long paid = System.nanoTime();

  /**
   * A pace.
   *
   * @param rowsPerSecond 0 for no limit
   */
  Pace(long rowsPerSecond) {
    this.rowsPerSecond = rowsPerSecond;
  }

  /** So many rows were read; waits until they were not too many. Time without reading buys none. */
  void read(long more) {
    if (rowsPerSecond > 0) {
      pause(Duration.ofNanos(Math.max(0, due(more))));
    }
  }

  private synchronized long due(long more) {
    long now = System.nanoTime();
    paid = (paid - now > 0 ? paid : now) + more * 1_000_000_000L / rowsPerSecond;
    return paid - now;
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
