package io.sluice.sink.target;

import io.sluice.sink.apply.ApplyStep;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.apply.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Rows and progress in one commit. Closed without one, it leaves nothing. */
final class TargetTransaction implements AutoCloseable {

  private final Connection connection;
  private final StepApply steps;
  private final ProgressTable progress;
  private final Map<PartitionId, Claim> claims;
  private boolean ended;

  TargetTransaction(
      Connection connection,
      StepApply steps,
      ProgressTable progress,
      Map<PartitionId, Claim> claims) {
    this.connection = connection;
    this.steps = steps;
    this.progress = progress;
    this.claims = claims;
  }

  /**
   * Moves progress on. It comes before the rows: a fenced task then stops before it touches any,
   * and its successor waits on the progress row rather than among the rows.
   *
   * @throws TargetFailure if another task has taken over
   */
  void advance(Map<PartitionId, Progress> reached) throws SQLException {
    if (!progress.advance(reached, claims)) {
      throw Fenced.by("another task moved the progress of " + reached.keySet());
    }
  }

  /** Does the steps in order. */
  Applied apply(List<ApplyStep> plan) {
    Applied sum = Applied.NOTHING;
    for (ApplyStep step : plan) {
      sum = sum.plus(steps.apply(step));
    }
    return sum;
  }

  /**
   * Makes it durable. An exception leaves open whether it is: the next session reads it from the
   * progress table.
   */
  void commit() throws SQLException {
    ended = true;
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    if (!ended) {
      connection.rollback();
    }
  }
}
