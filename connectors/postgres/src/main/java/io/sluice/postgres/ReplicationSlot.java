package io.sluice.postgres;

import io.sluice.change.Lsn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A replication slot as {@code pg_replication_slots} shows it now.
 *
 * @param name unique in the cluster
 * @param plugin its output plugin; empty for a physical slot
 * @param database whose changes it decodes; empty for a physical slot
 * @param holder who streams from it, if anybody
 * @param confirmedFlushLsn up to where its consumer has confirmed; zero before the first position
 * @param restartLsn the oldest log it keeps; zero if it keeps none
 * @param invalidation why it can no longer be used; empty while it can
 * @param log what it keeps of the log
 * @param failover how it follows its cluster to a standby
 */
public record ReplicationSlot(
    String name,
    String plugin,
    String database,
    Optional<Holder> holder,
    Lsn confirmedFlushLsn,
    Lsn restartLsn,
    Optional<String> invalidation,
    KeptLog log,
    Failover failover) {

  /**
   * The log that waits for a slot's consumer.
   *
   * @param status {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}; empty if
   *     none is kept
   * @param bytes from the slot's {@code restartLsn} to the end of the log
   * @param safeBytes how much more may be written before the slot can be lost; empty without a
   *     limit, and for a slot that is lost
   */
  public record KeptLog(String status, long bytes, OptionalLong safeBytes) {

    /** Before anything is known. */
    public static final KeptLog NONE = new KeptLog("", 0, OptionalLong.empty());
  }

  /**
   * What becomes of a slot when a standby is promoted; all false before PostgreSQL 17.
   *
   * @param enabled standbys are to keep a copy of it
   * @param synced it is such a copy, or was one before the promotion
   * @param temporary it is not kept: a copy is temporary until it is fit for use
   */
  public record Failover(boolean enabled, boolean synced, boolean temporary) {

    /** A slot that stays behind when its server is lost. */
    public static final Failover NONE = new Failover(false, false, false);

    /** Whether it has everything that the slot of the old primary had. */
    public boolean isComplete() {
      return enabled && synced && !temporary;
    }
  }

  /**
   * A process that streams from a slot.
   *
   * @param pid of its walsender
   * @param application its {@code application_name}; empty if the role may not see it
   * @param address where it connects from; empty if the role may not see it
   */
  public record Holder(int pid, String application, String address) {

    /** For sentences. */
    @Override
    public String toString() {
      return "process "
          + pid
          + (application.isEmpty() ? "" : " (application " + application + ")")
          + (address.isEmpty() ? "" : " from " + address);
    }
  }

  /**
   * The column for the reason came with PostgreSQL 17. Before, {@code wal_status} knows one of
   * them; 16 calls every slot that is given up conflicting, but one that has log all the same was
   * not given up for want of log.
   */
  private static final String FIND =
      """
      SELECT s.plugin, s.database, s.active_pid, a.application_name, host(a.client_addr),
             s.confirmed_flush_lsn, s.restart_lsn,
             coalesce(to_jsonb(s) ->> 'invalidation_reason',
                      CASE WHEN to_jsonb(s) ->> 'conflicting' = 'true' AND s.restart_lsn IS NOT NULL
                           THEN 'conflict with recovery'
                           WHEN s.wal_status = 'lost' THEN 'wal_removed' END),
             s.wal_status,
             CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                  ELSE pg_current_wal_insert_lsn() END - s.restart_lsn,
             s.safe_wal_size,
             coalesce((to_jsonb(s) ->> 'failover')::boolean, false),
             coalesce((to_jsonb(s) ->> 'synced')::boolean, false),
             s.temporary
        FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid
       WHERE s.slot_name = ?
      """;

  /** What it is for, in words. */
  public String kind() {
    return plugin.isEmpty()
        ? "physical replication"
        : "plugin " + plugin + " in database " + database;
  }

  /** Whether it decodes the changes of this database for pgoutput. */
  public boolean streams(String database) {
    return plugin.equals("pgoutput") && this.database.equals(database);
  }

  /** The slot of this name, in whatever database; empty if there is none. */
  public static Optional<ReplicationSlot> find(Connection connection, String name)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(name, row)) : Optional.empty();
      }
    }
  }

  private static ReplicationSlot read(String name, ResultSet row) throws SQLException {
    int pid = row.getInt(3);
    return new ReplicationSlot(
        name,
        text(row, 1),
        text(row, 2),
        pid == 0 ? Optional.empty() : Optional.of(new Holder(pid, text(row, 4), text(row, 5))),
        lsn(row, 6),
        lsn(row, 7),
        Optional.ofNullable(row.getString(8)),
        new KeptLog(text(row, 9), row.getLong(10), size(row, 11)),
        new Failover(row.getBoolean(12), row.getBoolean(13), row.getBoolean(14)));
  }

  private static OptionalLong size(ResultSet row, int column) throws SQLException {
    long size = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }

  private static Lsn lsn(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Lsn::parse).orElse(Lsn.ZERO);
  }
}
