package io.sluice.sink.apply;

import io.sluice.change.Lsn;
import io.sluice.change.RowChange;
import java.util.List;
import java.util.Set;

/**
 * Transactions of the source that an operator wants left out. Pure.
 *
 * @param commits where their commit records start
 */
public record Skips(Set<Lsn> commits) {

  /** Nothing is left out. */
  public static final Skips NONE = new Skips(Set.of());

  public Skips {
    commits = Set.copyOf(commits);
  }

  /**
   * The same arrivals with {@link Arrival.Skipped} in the place of these transactions' changes. A
   * copied row is no transaction's, wherever it was merged into the stream.
   */
  public List<Arrival> leaveOut(List<Arrival> arrivals) {
    return commits.isEmpty() ? arrivals : arrivals.stream().map(this::leaveOut).toList();
  }

  private Arrival leaveOut(Arrival arrival) {
    return arrival instanceof Arrival.Change change
            && !(change.change() instanceof RowChange.Read)
            && commits.contains(change.change().stamp().position().commitLsn())
        ? new Arrival.Skipped(change.from(), change.offset(), change.change())
        : arrival;
  }
}
