package io.sluice.bench.stand;

import io.sluice.control.report.Problem;

/**
 * How much is moved.
 *
 * @param rows of {@code orders} at the beginning
 * @param changes of each workload: whole transactions of {@link #CHANGES_PER_TRANSACTION}
 * @param yolos rows of {@code yolos}
 */
public record Size(long rows, long changes, long yolos) {

  public static final int CHANGES_PER_TRANSACTION = 100;

  private static final long FEWEST_ROWS = 1_000;

  public Size {
    if (rows < FEWEST_ROWS || yolos < FEWEST_ROWS) {
      throw new Problem("--rows and --yolos must be at least " + FEWEST_ROWS);
    }
    if (changes < CHANGES_PER_TRANSACTION) {
      throw new Problem("--changes must be at least " + CHANGES_PER_TRANSACTION);
    }
    changes -= changes % CHANGES_PER_TRANSACTION;
  }

  /** How many transactions a workload is. */
  public long transactions() {
    return changes / CHANGES_PER_TRANSACTION;
  }
}
