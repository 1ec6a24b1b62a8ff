package io.sluice.sink.target;

import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.apply.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Rows and progress in one commit. Ended without one, its session leaves nothing. */
final class TargetTransaction {

  private final Connection connection;
  private final PlanApply steps;
  private final ProgressTable progress;
  private final SkipTable skips;
  private final Map<PartitionId, Claim> claims;
  private final Map<PartitionId, Claim> reached = new HashMap<>();

  TargetTransaction(
      Connection connection,
      PlanApply steps,
      ProgressTable progress,
      SkipTable skips,
      Map<PartitionId, Claim> claims) {
    this.connection = connection;
    this.steps = steps;
    this.progress = progress;
    this.skips = skips;
    this.claims = new HashMap<>(claims);
  }

  /** Does what a plan says; several plans may share a transaction. */
  Applied apply(ApplyPlan plan) throws SQLException {
    advance(plan);
    return steps.apply(plan);
  }

  /** The same, but for the rows that the target refuses. */
  Applied screen(ApplyPlan plan, Screening screening) throws SQLException {
    advance(plan);
    return screening.apply(plan.arrivals());
  }

  /**
   * Moves progress on. It comes before the rows: a fenced task then stops before it touches any,
   * and its successor waits on the progress row rather than among the rows.
   *
   * @throws TargetFailure if another task has taken over
   */
  private void advance(ApplyPlan plan) throws SQLException {
    Map<PartitionId, Progress> further = plan.progress();
    boolean aligned = progress.aligned() && plan.aligned();
    if (!progress.advance(further, claims, aligned)) {
      throw Fenced.by("another task moved the progress of " + further.keySet());
    }
    further.forEach(
        (partition, position) -> {
          Claim claim = claims.get(partition).at(position, aligned);
          claims.put(partition, claim);
          reached.put(partition, claim);
        });
    skips.record(plan);
  }

  /**
   * Makes it durable. An exception leaves open whether it is: the next session reads it from the
   * progress table.
   */
  void commit() throws SQLException {
    connection.commit();
  }

  /** The partitions that it moved, as they are now. */
  Map<PartitionId, Claim> reached() {
    return reached;
  }
}
