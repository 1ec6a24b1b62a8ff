package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.postgres.ReplicationSlot;
import java.sql.SQLException;

/**
 * Sees that a subscription goes on: that everything which the source has committed by now is
 * applied.
 *
 * @param sides both servers
 * @param subscription its name
 * @param patience how long it may take
 */
record SubscriptionProof(Sides sides, String subscription, Patience patience) {

  /**
   * Waits until the subscription has confirmed the present end of the source's log.
   *
   * @return up to where it has confirmed
   * @throws Problem if it fails to apply, or does not get there
   */
  Lsn run() throws SQLException {
    Lsn goal = sides.publisher().end();
    patience.until(() -> slot().confirmedFlushLsn().hasReached(goal), () -> complaint(goal));
    return slot().confirmedFlushLsn();
  }

  private ReplicationSlot slot() {
    try {
      requireNoErrors();
      return ReplicationSlot.find(sides.publisher().session(), sides.publisher().slot())
          .orElseThrow(() -> new Problem("the source has no slot " + sides.publisher().slot()));
    } catch (SQLException e) {
      throw new Problem("the subscription cannot be looked at: " + e.getMessage(), e);
    }
  }

  private void requireNoErrors() throws SQLException {
    Subscriber.Found found =
        sides
            .subscriber()
            .find(subscription)
            .orElseThrow(() -> new Problem("subscription " + subscription + " is gone"));
    if (found.errors() > 0) {
      throw new Problem(
          "subscription %s has failed to apply %d times: the target's server log says why"
              .formatted(subscription, found.errors()));
    }
  }

  private String complaint(Lsn goal) {
    ReplicationSlot slot = slot();
    return "subscription %s has confirmed %s of %s and %s; if that stays, see the target's server log and max_logical_replication_workers"
        .formatted(
            subscription,
            slot.confirmedFlushLsn(),
            goal,
            slot.holder().map(holder -> "streams as " + holder).orElse("does not stream"));
  }
}
