package io.sluice.change;

import java.util.Comparator;

/**
 * Where a change stands in the total order of all changes.
 *
 * <p>Only commits are ordered globally in the log, and every row of a COPY shares one log position,
 * so the place inside the transaction is counted.
 *
 * @param commitLsn where the commit record of the change's transaction starts
 * @param ordinal the change's place in its transaction, from 1; 0 is before its first change
 */
public record Position(Lsn commitLsn, long ordinal) implements Comparable<Position> {

  /** Before every change. */
  public static final Position START = new Position(Lsn.ZERO, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::commitLsn).thenComparingLong(Position::ordinal);

  public Position {
    if (ordinal < 0) {
      throw new IllegalArgumentException("an ordinal is not negative: " + ordinal);
    }
  }

  /** Before the first change of the transaction whose commit record starts at {@code commitLsn}. */
  public static Position before(Lsn commitLsn) {
    return new Position(commitLsn, 0);
  }

  /** Whether this position is at {@code other} or after it. */
  public boolean hasReached(Position other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
