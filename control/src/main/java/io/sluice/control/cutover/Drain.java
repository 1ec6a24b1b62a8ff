package io.sluice.control.cutover;

import io.sluice.control.connect.Partition;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.util.Map;

/** Watches a sink on its way to a barrier. Used by one thread. */
final class Drain {

  private final Barrier barrier;
  private final TargetProgress progress;
  private final Runnable health;
  private Map<Partition, Long> applied = Map.of();

  /**
   * @param health fails when waiting has become pointless
   */
  Drain(Barrier barrier, TargetProgress progress, Runnable health) {
    this.barrier = barrier;
    this.progress = progress;
    this.health = health;
  }

  boolean isDone() {
    health.run();
    try {
      applied = progress.nextOffsets();
    } catch (SQLException e) {
      throw new Problem("the target's progress cannot be read: " + e.getMessage(), e);
    }
    return barrier.isReached(applied);
  }

  Map<Partition, Long> applied() {
    return applied;
  }

  String complaint() {
    return "the sink is behind by these many offsets: " + barrier.missing(applied);
  }
}
