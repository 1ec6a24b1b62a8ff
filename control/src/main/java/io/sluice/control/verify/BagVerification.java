package io.sluice.control.verify;

import io.sluice.source.snapshot.KeyRange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Compares a table without a key: whole, as one row, again and again until both sides agree or are
 * proven to differ. Used by one thread.
 */
final class BagVerification {

  private final BothSides sides;
  private final Looking looking;
  private Optional<Look> before = Optional.empty();
  private Verdict verdict = Verdict.OPEN;
  private long rows;
  private Counts counts = Counts.NONE;

  BagVerification(BothSides sides, Looking looking) {
    this.sides = sides;
    this.looking = looking;
  }

  /** The table as its only range. */
  Range run() throws SQLException {
    looking.repeat(this::look);
    Findings found = verdict == Verdict.DIFFERS ? new Findings(counts, List.of()) : Findings.NONE;
    return Range.open(0, KeyRange.Between.ALL)
        .of(rows)
        .settled(found, verdict == Verdict.OPEN ? 1 : 0);
  }

  private boolean look() throws SQLException {
    looking.begin(sides);
    WholeRead source = sides.source().whole();
    looking.applied().await(sides.table());
    WholeRead target = sides.target().whole();
    looking.writersGone(sides.table());
    Look now = new Look(Optional.of(source.sighting()), Optional.of(target.sighting()));
    verdict =
        before
            .map(last -> Verdict.of(last, now))
            .orElse(now.agrees() ? Verdict.AGREES : Verdict.OPEN);
    before = Optional.of(now);
    rows = source.rows();
    counts = counts(source.rows(), target.rows());
    return verdict != Verdict.OPEN;
  }

  /** By their number only: rows without a key have no names. */
  private static Counts counts(long source, long target) {
    return new Counts(
        Math.max(0, source - target), Math.max(0, target - source), source == target ? 1 : 0);
  }
}
