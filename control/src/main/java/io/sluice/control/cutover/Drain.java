package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.control.connect.Partition;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.util.Map;

/** Watches a sink on its way to a barrier. Used by one thread. */
final class Drain {

  private final Follower follower;
  private final Barrier barrier;
  private final Lsn last;
  private final TargetProgress progress;
  private final Runnable health;
  private Map<Partition, Long> applied = Map.of();
  private Lsn lsn = Lsn.ZERO;

  /**
   * @param last the final position, for messages
   * @param health fails when waiting has become pointless
   */
  Drain(Follower follower, Barrier barrier, Lsn last, TargetProgress progress, Runnable health) {
    this.follower = follower;
    this.barrier = barrier;
    this.last = last;
    this.progress = progress;
    this.health = health;
  }

  boolean isDone() {
    health.run();
    try {
      applied = progress.nextOffsets();
      lsn = progress.appliedLsn();
    } catch (SQLException e) {
      throw new Problem(
          "progress cannot be read on " + follower.target() + ": " + e.getMessage(), e);
    }
    return barrier.isReached(applied);
  }

  String complaint() {
    return "the sink %s has applied up to %s, and the final position is %s; it is behind by these many offsets: %s"
        .formatted(follower.connector(), lsn, last, barrier.missing(applied));
  }
}
