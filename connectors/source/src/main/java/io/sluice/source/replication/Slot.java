package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes and drops permanent slots for pgoutput. */
public final class Slot {

  private Slot() {}

  /**
   * Makes a slot, which waits until every transaction that is writing now has ended.
   *
   * @param replication a session that speaks the replication protocol
   * @param name valid, see {@link SlotOptions#isValidName}
   * @return its consistent point: transactions that commit after it are streamed
   */
  public static Lsn create(Connection replication, String name) throws SQLException {
    try (Statement statement = replication.createStatement()) {
      return create(statement, creation(name, false));
    }
  }

  /** The same through a statement that somebody else may cancel. */
  static Lsn create(Statement statement, SlotOptions slot) throws SQLException {
    return create(statement, creation(slot.name(), slot.failover()));
  }

  private static Lsn create(Statement statement, String command) throws SQLException {
    try (ResultSet row = statement.executeQuery(command)) {
      row.next();
      return Lsn.parse(row.getString("consistent_point"));
    }
  }

  private static String creation(String name, boolean failover) {
    return "CREATE_REPLICATION_SLOT %s LOGICAL pgoutput (SNAPSHOT 'nothing'%s)"
        .formatted(Sql.identifier(name), failover ? ", FAILOVER true" : "");
  }

  /** Has standbys keep a copy of a slot that nobody holds, from PostgreSQL 17 on. */
  static void enableFailover(Connection replication, String name) throws SQLException {
    try (Statement statement = replication.createStatement()) {
      statement.execute(
          "ALTER_REPLICATION_SLOT %s (FAILOVER true)".formatted(Sql.identifier(name)));
    }
  }

  /** Drops a slot that nobody holds; the log that it kept can go. */
  public static void drop(Connection session, String name) throws SQLException {
    try (PreparedStatement drop = session.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
      drop.setString(1, name);
      drop.execute();
    }
  }
}
