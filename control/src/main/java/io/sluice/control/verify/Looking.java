package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What looks at rows of both sides have in common: the waits between the reads, and how long to go
 * on looking at what changes all the time.
 *
 * @param rest knows what is copied
 * @param applied waits for the target
 * @param writers waits for the source
 * @param patience with rows that change
 */
record Looking(
    Migration migration,
    ConnectRest rest,
    Applied applied,
    WritersGone writers,
    Duration patience) {

  private static final int LEAST_LOOKS = 3;
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 5_000;

  /** Looks, in a way that is repeated. */
  interface Round {
    /** Returns whether there is nothing left to look at. */
    boolean look() throws SQLException;
  }

  /** Repeats until nothing is left, or patience ends; the pauses grow. */
  void repeat(Round round) throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE_MS;
    for (int looks = 1; !round.look(); looks++) {
      if (looks >= LEAST_LOOKS && System.nanoTime() >= end) {
        return;
      }
      pause(pause);
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  }

  /**
   * Waits for whoever may have written what is in the stream and not visible yet.
   *
   * @throws Postponed if they do not end
   */
  void writersGone(TableId table) throws SQLException {
    try {
      writers.await(table);
    } catch (Problem stillThere) {
      throw new Postponed(stillThere.getMessage(), stillThere);
    }
  }

  /**
   * Begins a look: what is copied by now, the target has at the end of the look. A table that is
   * being copied lacks rows there, for no fault of anybody's.
   *
   * @throws Postponed if it is
   */
  void begin(BothSides sides) throws SQLException {
    long oid = sides.source().oid();
    if (!Copied.of(rest, migration).has(sides.table(), oid)) {
      throw new Postponed("it is being copied again");
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while waiting", stopped);
    }
  }
}
