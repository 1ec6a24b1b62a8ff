package io.sluice.control.verify;

import io.sluice.control.report.Problem;
import java.time.Duration;

/**
 * How to verify.
 *
 * @param repair whether to mend what differs, of an earlier verification too
 * @param restart whether to begin anew, rather than to go on where an interrupted run was
 * @param jobs how many tables are compared at the same time
 * @param rowsPerSecond the most rows that are read in a second on each side; 0 for no limit
 * @param patience how long to look at rows that change all the time, and to wait for writers
 */
public record VerifyOptions(
    boolean repair, boolean restart, int jobs, long rowsPerSecond, Duration patience) {

  /** One table after the other, as fast as it goes. */
  public static final VerifyOptions DEFAULT =
      new VerifyOptions(false, false, 1, 0, Duration.ofSeconds(60));

  public VerifyOptions {
    if (jobs < 1 || rowsPerSecond < 0 || patience.isNegative()) {
      throw new Problem(
          "--jobs must be at least 1, and neither --max-rate nor --patience may be negative");
    }
  }
}
