package io.sluice.source.replication;

import io.sluice.change.TableId;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table {@code sluice.canary} on the source, with a row for each slot: how often the slot's
 * watch has changed it, and the publication that was there at the first time.
 */
public final class CanaryTable {

  /** Its schema is captured by nobody, so that its changes reach no topic. */
  public static final TableId NAME = new TableId("sluice", "canary");

  /** How it is made, also by those who publish or subscribe before a connector runs. */
  public static final OwnTable TABLE =
      new OwnTable(
          NAME.table(), "slot text PRIMARY KEY, beat bigint NOT NULL, publication oid NOT NULL");

  private static final Logger LOG = LoggerFactory.getLogger(CanaryTable.class);
  private static final String NO_PRIVILEGE = "42501";

  private static final String OWNED =
      "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class"
          + " WHERE oid = to_regclass('sluice.canary')";

  private static final String WRITABLE =
      "SELECT has_schema_privilege('sluice', 'USAGE') AND has_table_privilege('sluice.canary',"
          + " 'SELECT, INSERT, UPDATE') AND NOT pg_is_in_recovery()";

  private static final String PUBLISHED =
      "SELECT FROM pg_publication_tables"
          + " WHERE pubname = ? AND schemaname = 'sluice' AND tablename = 'canary'";

  /** Changes nothing if the publication is another one than at the first time. */
  private static final String BEAT =
      """
      INSERT INTO sluice.canary AS c (slot, beat, publication)
      SELECT ?, 1, oid FROM pg_publication WHERE pubname = ?
      ON CONFLICT (slot) DO UPDATE SET beat = c.beat + 1 WHERE c.publication = excluded.publication
      RETURNING beat
      """;

  private CanaryTable() {}

  /**
   * Makes the table, if it is not there.
   *
   * @return whether the role may put it into a publication
   */
  static boolean create(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      TABLE.create(session);
      return isOwned(statement);
    } catch (SQLException refused) {
      if (!NO_PRIVILEGE.equals(refused.getSQLState())) {
        throw refused;
      }
      LOG.warn("canary=off reason=\"the role may not create sluice.canary\"");
      return false;
    }
  }

  /** Whether the role may beat. */
  static boolean isWritable(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(WRITABLE)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static boolean isOwned(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(OWNED)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Lets a slot begin anew, with whatever publication is there then. */
  static void forget(Connection session, String slot) throws SQLException {
    try (Statement statement = session.createStatement()) {
      if (isOwned(statement)) {
        statement.execute("DELETE FROM sluice.canary WHERE slot = " + Sql.literal(slot));
      }
    }
  }

  /** Whether the publication has it. */
  static boolean isPublished(Connection session, String publication) throws SQLException {
    try (PreparedStatement select = session.prepareStatement(PUBLISHED)) {
      select.setString(1, publication);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Changes a slot's row.
   *
   * @return the new beat; empty if the publication is gone or another one than at the first beat
   */
  static OptionalLong beat(Connection session, SlotOptions slot) throws SQLException {
    try (PreparedStatement change = session.prepareStatement(BEAT)) {
      change.setString(1, slot.name());
      change.setString(2, slot.publication());
      try (ResultSet row = change.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }
}
