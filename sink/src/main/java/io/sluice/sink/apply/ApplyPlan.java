package io.sluice.sink.apply;

import java.util.List;
import java.util.Map;

/**
 * What one batch does to the target, in one transaction.
 *
 * @param steps in order
 * @param progress where the batch's partitions are afterwards; a partition that only had records
 *     from before its progress is not in it
 * @param arrivals what it was made of
 * @param whole whether the transaction ends with it; if not, the next plan belongs to it as well
 * @param aligned whether the partitions stand after it where a batch of the source ends
 */
public record ApplyPlan(
    List<ApplyStep> steps,
    Map<PartitionId, Progress> progress,
    List<Arrival> arrivals,
    boolean whole,
    boolean aligned) {

  public ApplyPlan {
    steps = List.copyOf(steps);
    progress = Map.copyOf(progress);
    arrivals = List.copyOf(arrivals);
  }

  /** The same, with more of the batch to come in a transaction of its own. */
  ApplyPlan withinBatch() {
    return new ApplyPlan(steps, progress, arrivals, true, false);
  }

  /** Whether every record of the batch had been applied before. */
  public boolean isEmpty() {
    return progress.isEmpty();
  }
}
