package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.source.snapshot.KeyRange;
import java.util.Locale;
import java.util.Optional;

/**
 * A range of a table and what became of it.
 *
 * @param number from 0, in the key's order
 * @param bounds which keys; the first begins before all keys, the last ends behind all
 * @param state how far
 * @param rows how many the source had
 * @param findings what differs
 * @param hot how many rows changed at each look
 * @param sourcePosition the end of the source's log behind the read that counts
 * @param targetPosition how far the target was at its read
 */
record Range(
    int number,
    KeyRange.Between bounds,
    State state,
    long rows,
    Findings findings,
    int hot,
    Optional<Lsn> sourcePosition,
    Optional<Lsn> targetPosition) {

  /** The states of a range. */
  enum State {
    /** To be compared, or being compared. */
    OPEN,
    VERIFIED,
    MISMATCHED,
    HOT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Range open(int number, KeyRange.Between bounds) {
    return new Range(
        number, bounds, State.OPEN, 0, Findings.NONE, 0, Optional.empty(), Optional.empty());
  }

  /** The same with so many rows. */
  Range of(long count) {
    return new Range(number, bounds, state, count, findings, hot, sourcePosition, targetPosition);
  }

  /** Whether no key lies behind it. */
  boolean isLast() {
    return bounds.upTo().isEmpty();
  }

  /** The same, read so far, with nothing known to differ. */
  Range read(RangeRead source, RangeRead target) {
    return new Range(
        number,
        bounds,
        source.digest().equals(target.digest()) ? State.VERIFIED : State.OPEN,
        source.digest().rows(),
        Findings.NONE,
        0,
        source.position(),
        target.position());
  }

  /** The same, with all its rows looked at. */
  Range settled(Findings found, int hotRows) {
    State end = found.isEmpty() ? State.VERIFIED : State.MISMATCHED;
    return new Range(
        number,
        bounds,
        found.isEmpty() && hotRows > 0 ? State.HOT : end,
        rows,
        found,
        hotRows,
        sourcePosition,
        targetPosition);
  }
}
