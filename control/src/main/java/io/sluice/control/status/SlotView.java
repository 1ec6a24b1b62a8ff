package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.postgres.Query;
import io.sluice.postgres.ReplicationSlot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The slot and whoever streams from it, in the words of {@code pg_replication_slots} and {@code
 * pg_stat_replication}.
 *
 * @param slot as it is now
 * @param currentLsn the end of the source's log
 * @param sender what the walsender says; empty if nobody streams, or it is hidden from us
 */
public record SlotView(ReplicationSlot slot, Lsn currentLsn, Optional<Sender> sender) {

  private static final String SENDER =
      """
      SELECT r.sent_lsn, r.write_lsn, r.flush_lsn, r.replay_lsn,
             coalesce(extract(epoch FROM r.write_lag), 0)::float8,
             coalesce(extract(epoch FROM r.flush_lag), 0)::float8,
             coalesce(extract(epoch FROM r.replay_lag), 0)::float8,
             pg_current_wal_lsn()
        FROM (SELECT 1) AS one
        LEFT JOIN pg_replication_slots s ON s.slot_name = ?
        LEFT JOIN pg_stat_replication r ON r.pid = s.active_pid
      """;

  /**
   * A walsender.
   *
   * @param writeLag in seconds, as the other two; 0 when it is idle
   */
  public record Sender(
      Lsn sentLsn,
      Lsn writeLsn,
      Lsn flushLsn,
      Lsn replayLsn,
      double writeLag,
      double flushLag,
      double replayLag) {}

  /** Looks at a slot; empty if it does not exist. */
  static Optional<SlotView> of(Connection source, String name) throws SQLException {
    Optional<ReplicationSlot> slot = ReplicationSlot.find(source, name);
    return slot.isEmpty()
        ? Optional.empty()
        : Query.of(source, SENDER, name)
            .first(row -> new SlotView(slot.get(), Lsn.parse(row.getString(8)), sender(row)));
  }

  private static Optional<Sender> sender(ResultSet row) throws SQLException {
    return row.getString(1) == null
        ? Optional.empty()
        : Optional.of(
            new Sender(
                lsn(row, 1),
                lsn(row, 2),
                lsn(row, 3),
                lsn(row, 4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7)));
  }

  private static Lsn lsn(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Lsn::parse).orElse(Lsn.ZERO);
  }

  /** How much more may be written before the slot can be lost; empty without a limit. */
  OptionalLong safeBytes() {
    return slot.log().safeBytes();
  }

  /** For scripts, with the views' own names. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("slot_name", slot.name());
    report.put("active", slot.holder().isPresent());
    report.put("current_lsn", currentLsn.toString());
    sender.ifPresent(sending -> put(report, sending));
    report.put("confirmed_flush_lsn", slot.confirmedFlushLsn().toString());
    report.put("restart_lsn", slot.restartLsn().toString());
    report.put("wal_status", slot.log().status());
    report.put("retained_bytes", slot.log().bytes());
    safeBytes().ifPresent(bytes -> report.put("safe_wal_size", bytes));
    slot.invalidation().ifPresent(why -> report.put("invalidation_reason", why));
    return report;
  }

  private static void put(Map<String, Object> report, Sender sending) {
    report.put("sent_lsn", sending.sentLsn().toString());
    report.put("write_lsn", sending.writeLsn().toString());
    report.put("flush_lsn", sending.flushLsn().toString());
    report.put("replay_lsn", sending.replayLsn().toString());
    report.put("write_lag", sending.writeLag());
    report.put("flush_lag", sending.flushLag());
    report.put("replay_lag", sending.replayLag());
  }
}
