package io.sluice.control.verify;

import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares a table range by range. Used by one thread. */
final class KeyedVerification {

  /** Looked at together, so that one wait for the target serves many ranges. */
  private static final int MOST_SUSPECTS = 5_000;

  /** Who hears of each range, in whatever state, and keeps it. */
  interface Keeper {
    void keep(Range range) throws SQLException;
  }

  private final BothSides sides;
  private final Looking looking;
  private final Pace pace;
  private final int rangeRows;
  private final Keeper keeper;
  private final List<Range> unsettled = new ArrayList<>();
  private Suspects suspects = new Suspects();

  KeyedVerification(BothSides sides, Looking looking, Pace pace, int rangeRows, Keeper keeper) {
    this.sides = sides;
    this.looking = looking;
    this.pace = pace;
    this.rangeRows = rangeRows;
    this.keeper = keeper;
  }

  /**
   * Goes on where earlier runs were.
   *
   * @param known the ranges that were kept, from the first without a gap
   */
  void run(List<Range> known) throws SQLException {
    for (Range range : known) {
      if (range.state() == Range.State.OPEN) {
        compare(range);
      }
    }
    Optional<Range> last = known.stream().reduce((first, second) -> second);
    while (last.map(range -> !range.isLast()).orElse(true)) {
      last = Optional.of(next(last));
      compare(last.get());
    }
    settle();
  }

  private Range next(Optional<Range> last) throws SQLException {
    Optional<KeyBound> after = last.flatMap(range -> range.bounds().upTo());
    KeyRange.Between rest = new KeyRange.Between(after, Optional.empty());
    Optional<KeyBound> end = sides.source().boundary(rest, rangeRows);
    int number = last.map(range -> range.number() + 1).orElse(0);
    return Range.open(number, new KeyRange.Between(after, end));
  }

  private void compare(Range range) throws SQLException {
    Range read = sides.ask(side -> side.digest(range.bounds()), range::read);
    if (read.state() == Range.State.OPEN) {
      suspect(read);
    }
    keeper.keep(read);
    pace.read(read.rows());
    if (suspects.size() >= MOST_SUSPECTS) {
      settle();
    }
  }

  private void suspect(Range range) throws SQLException {
    Set<List<String>> keys = sides.ask(side -> side.rows(range.bounds()), Suspects::differing);
    suspects.add(range.number(), keys);
    unsettled.add(range);
  }

  /**
   * Looks at all suspects until each agrees, is proven to differ, or was looked at for too long.
   */
  private void settle() throws SQLException {
    looking.repeat(this::look);
    for (Range range : unsettled) {
      keeper.keep(range.settled(suspects.findings(range.number()), suspects.open(range.number())));
    }
    unsettled.clear();
    suspects = new Suspects();
  }

  private boolean look() throws SQLException {
    if (!suspects.isEmpty()) {
      looking.begin(sides);
      List<List<String>> keys = suspects.keys();
      Map<List<String>, Sighting> source = sides.source().rows(keys);
      looking.applied().await(sides.table());
      Map<List<String>, Sighting> target = sides.target().rows(keys);
      looking.writersGone(sides.table());
      suspects.look(source, target);
    }
    return suspects.isEmpty();
  }
}
