package io.sluice.source.replication;

import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether the server knows failover slots and its standbys are ready for one, if it is wanted. */
record FailoverPrerequisites(Connection session, SlotOptions slot) {

  private static final int FIRST_VERSION = 17;

  private static final String STANDBYS =
      """
      SELECT count(*), count(xmin), current_setting('synchronized_standby_slots'), min(slot_name)
        FROM pg_replication_slots WHERE slot_type = 'physical' AND active
      """;

  private record Standbys(int slots, int withFeedback, String waitedFor, String first) {}

  List<Finding> check() throws SQLException {
    if (!slot.failover() || isKnown()) {
      return List.of();
    }
    return List.of(
        new Finding(
            "failover-version",
            "slot.failover",
            "The server is PostgreSQL %d, which keeps no copies of logical slots on standbys."
                .formatted(version()),
            "Set slot.failover to false, or upgrade to version %d.".formatted(FIRST_VERSION)));
  }

  /** What the primary can tell of its standbys; none of it keeps a capture from starting. */
  List<Finding> advice() throws SQLException {
    if (!slot.failover() || !isKnown()) {
      return List.of();
    }
    return Query.of(session, STANDBYS)
        .first(
            row ->
                new Standbys(
                    row.getInt(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getInt(1) == 0 ? "..." : row.getString(4)))
        .map(FailoverPrerequisites::advice)
        .orElse(List.of());
  }

  private static List<Finding> advice(Standbys standbys) {
    if (standbys.slots() == 0) {
      return List.of(
          warning(
              "failover-standby",
              "No standby streams from a physical slot, so none can keep a copy of the slot.",
              "On the standby set primary_slot_name, dbname in primary_conninfo,"
                  + " sync_replication_slots = on and hot_standby_feedback = on."));
    }
    if (standbys.withFeedback() == 0) {
      return List.of(
          warning(
              "failover-feedback",
              "No standby tells the primary what it still reads, so that copies of slots are lost"
                  + " there.",
              "Run on the standby ALTER SYSTEM SET hot_standby_feedback = on; ALTER SYSTEM SET"
                  + " sync_replication_slots = on; SELECT pg_reload_conf();"));
    }
    return standbys.waitedFor().isEmpty()
        ? List.of(
            warning(
                "failover-order",
                "synchronized_standby_slots is empty: the stream may be ahead of the standby when"
                    + " that is promoted.",
                "Run ALTER SYSTEM SET synchronized_standby_slots = '%s'; SELECT pg_reload_conf();"
                    .formatted(standbys.first())))
        : List.of();
  }

  private static Finding warning(String check, String problem, String remedy) {
    return Finding.warning(check, "slot.failover", problem, remedy);
  }

  private boolean isKnown() throws SQLException {
    return version() >= FIRST_VERSION;
  }

  private int version() throws SQLException {
    return session.getMetaData().getDatabaseMajorVersion();
  }
}
