package io.sluice.sink.apply;

import io.sluice.change.Lsn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The order in which the source made what several partitions bring. */
public final class SourceOrder {

  private record Placed(Lsn commitLsn, Arrival arrival) {}

  private SourceOrder() {}

  /**
   * Cuts a batch into the source's transactions, in their order.
   *
   * @param arrivals in the order of each partition, which is kept: what has no position of its own
   *     goes with what came before it
   */
  public static List<List<Arrival>> transactions(List<Arrival> arrivals) {
    List<Placed> placed = place(arrivals);
    placed.sort(Comparator.comparing(Placed::commitLsn));
    List<List<Arrival>> transactions = new ArrayList<>();
    Optional<Lsn> last = Optional.empty();
    for (Placed next : placed) {
      if (last.isEmpty() || !last.get().equals(next.commitLsn)) {
        transactions.add(new ArrayList<>());
        last = Optional.of(next.commitLsn);
      }
      transactions.get(transactions.size() - 1).add(next.arrival);
    }
    return transactions;
  }

  private static List<Placed> place(List<Arrival> arrivals) {
    Map<PartitionId, Lsn> reached = new HashMap<>();
    List<Placed> placed = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      Lsn lsn = reached.merge(arrival.from(), lsn(arrival), Lsn::later);
      placed.add(new Placed(lsn, arrival));
    }
    return placed;
  }

  private static Lsn lsn(Arrival arrival) {
    if (arrival instanceof Arrival.Change change) {
      return change.change().stamp().position().commitLsn();
    }
    if (arrival instanceof Arrival.Skipped skipped) {
      return skipped.change().stamp().position().commitLsn();
    }
    return arrival instanceof Arrival.Mark mark
        ? mark.watermark().position().commitLsn()
        : Lsn.ZERO;
  }

  /**
   * What a plan's steps were made of, in the order in which the source made it; of one position, in
   * the steps' order.
   */
  public static List<Arrival.Change> changes(List<ApplyStep> steps) {
    List<Arrival.Change> changes = new ArrayList<>();
    steps.forEach(step -> changes.addAll(step.changes()));
    changes.sort(Comparator.comparing(change -> change.change().stamp().position()));
    return changes;
  }
}
