package io.sluice.source.replication;

import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.ReplicationSlot.KeptLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the slot is still there, and how long the server will keep the log for it: warns while
 * that can be mended, and stops the capture when it is too late.
 */
public final class SlotInspection implements Inspection {

  private static final Logger LOG = LoggerFactory.getLogger(SlotInspection.class);

  /** A warning that still holds is given again after so many looks. */
  private static final int REPEATED_AFTER = 30;

  /** The log is running out when less than this part of {@code max_slot_wal_keep_size} is left. */
  private static final int SAFE_PART = 4;

  private static final String LIMIT =
      "SELECT pg_size_bytes(current_setting('max_slot_wal_keep_size'))";

  private final SlotOptions slot;
  private final String database;
  private final Consumer<ReplicationSlot> seen;
  private String warned = "";
  private int looksSinceWarning;

  /**
   * An inspection.
   *
   * @param database whose changes the slot decodes
   * @param seen hears of every look
   */
  public SlotInspection(SlotOptions slot, String database, Consumer<ReplicationSlot> seen) {
    this.slot = slot;
    this.database = database;
    this.seen = seen;
  }

  @Override
  public void inspect(Connection session) throws SQLException {
    ReplicationSlot found =
        SlotState.usable(
            ReplicationSlot.find(session, slot.name()),
            slot.name(),
            database,
            "what was not read from it is lost");
    seen.accept(found);
    String danger = danger(session, found.log());
    if (danger.isEmpty()) {
      warned = danger;
    } else if (!danger.equals(warned) || ++looksSinceWarning >= REPEATED_AFTER) {
      warned = danger;
      looksSinceWarning = 0;
      warn(found);
    }
  }

  /** In which way the log is running out; empty while it is not. */
  private static String danger(Connection session, KeptLog log) throws SQLException {
    if (log.status().equals("extended") || log.status().equals("unreserved")) {
      return log.status();
    }
    return log.safeBytes().isPresent() && log.safeBytes().getAsLong() < limit(session) / SAFE_PART
        ? "little-left"
        : "";
  }

  private static long limit(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(LIMIT)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void warn(ReplicationSlot slot) {
    LOG.warn(
        "event=log-running-out slot={} wal_status={} retained_bytes={} safe_bytes={}"
            + " confirmed_lsn={} remedy=\"see why Kafka takes no more, or end the transaction that"
            + " holds the slot back; raise max_slot_wal_keep_size, or have room on the disk; a slot"
            + " that is lost means to start over\"",
        slot.name(),
        slot.log().status(),
        slot.log().bytes(),
        slot.log().safeBytes().isPresent() ? slot.log().safeBytes().getAsLong() : "unlimited",
        slot.confirmedFlushLsn());
  }
}
