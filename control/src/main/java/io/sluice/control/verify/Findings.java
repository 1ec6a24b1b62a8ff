package io.sluice.control.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows that are proven to differ: how many, and the names of the first of them.
 *
 * @param counts of all of them
 * @param named at most {@link #MOST_NAMED}
 */
public record Findings(Counts counts, List<Difference> named) {

  /** How many rows are named, in a range and in a table. */
  public static final int MOST_NAMED = 100;

  /** Nothing differs. */
  public static final Findings NONE = new Findings(Counts.NONE, List.of());

  public Findings {
    named = List.copyOf(named);
  }

  Findings plus(Difference difference) {
    return plus(new Findings(Counts.NONE.plus(difference.kind()), List.of(difference)));
  }

  Findings plus(Findings more) {
    List<Difference> names = new ArrayList<>(named);
    more.named.stream().limit(MOST_NAMED - (long) names.size()).forEach(names::add);
    return new Findings(counts.plus(more.counts), names);
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return counts.total() == 0;
  }
}
