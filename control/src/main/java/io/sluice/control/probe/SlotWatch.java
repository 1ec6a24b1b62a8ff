package io.sluice.control.probe;

import io.sluice.change.Lsn;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import io.sluice.postgres.ReplicationSlot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far the source has sent its log through a slot.
 *
 * @param session on the source
 * @param slot its name
 */
record SlotWatch(Connection session, String slot) {

  private static final String SENT =
      """
      SELECT coalesce(r.sent_lsn, 'FFFFFFFF/FFFFFFFF') FROM pg_replication_slots s JOIN pg_stat_replication r ON r.pid = s.active_pid
       WHERE s.slot_name = ?
      """;

  /** Whether the log has been sent up to here, or somebody streams and more is hidden from us. */
  boolean hasSent(Lsn lsn) {
    return sent().filter(at -> at.hasReached(lsn)).isPresent();
  }

  /** Why not, in one sentence. */
  String complaint() {
    try {
      Optional<ReplicationSlot> found = ReplicationSlot.find(session, slot);
      if (found.isEmpty()) {
        return "slot " + slot + " does not exist";
      }
      if (found.get().invalidation().isPresent()) {
        return "the server has given slot " + slot + " up: " + found.get().invalidation().get();
      }
      return found
          .get()
          .holder()
          .map(
              holder ->
                  holder + " has been sent the log up to " + sent().map(Lsn::toString).orElse("?"))
          .orElse("nobody streams from slot " + slot);
    } catch (SQLException e) {
      throw new Problem("the source does not tell of its slots: " + e.getMessage(), e);
    }
  }

  private Optional<Lsn> sent() {
    try {
      return Query.of(session, SENT, slot).first(row -> Lsn.parse(row.getString(1)));
    } catch (SQLException e) {
      throw new Problem("the source does not tell what it has sent: " + e.getMessage(), e);
    }
  }
}
