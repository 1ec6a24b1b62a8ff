package io.sluice.sink.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes plans of batches: one of each, or where the target has to tell the source's commits apart
 * by time one of each transaction in it.
 *
 * @param apart whether the source's transactions stay apart
 */
public record PlanMaker(boolean apart) {

  /**
   * Plans a batch.
   *
   * @param arrivals in the order of each partition
   * @param nextOffsets where each partition's progress is; records from before it are left out. A
   *     partition that is not in it has no progress yet
   * @param whole whether the target may be seen as the batch leaves it
   * @return at least one plan; only the last may be followed by others of its transaction
   */
  public List<ApplyPlan> plans(
      List<Arrival> arrivals, Map<PartitionId, Long> nextOffsets, boolean whole) {
    ApplyPlanner planner = new ApplyPlanner();
    if (!apart) {
      return List.of(planner.plan(arrivals, nextOffsets, whole));
    }
    Map<PartitionId, Long> offsets = new HashMap<>(nextOffsets);
    Map<PartitionId, Progress> reached = new HashMap<>();
    List<ApplyPlan> plans = new ArrayList<>();
    for (List<Arrival> transaction : SourceOrder.transactions(arrivals)) {
      ApplyPlan plan = planner.plan(transaction, offsets, true);
      plan.progress().forEach((partition, to) -> offsets.put(partition, to.nextOffset()));
      reached.putAll(plan.progress());
      plans.add(plan.withinBatch());
    }
    ApplyPlan last =
        plans.isEmpty() ? planner.plan(List.of(), offsets, whole) : plans.remove(plans.size() - 1);
    plans.add(new ApplyPlan(last.steps(), reached, last.arrivals(), whole, true));
    return plans;
  }
}
