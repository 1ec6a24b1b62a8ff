package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A snapshot that sees exactly the transactions whose commit record stands before a point of the
 * log, for other sessions to take over.
 *
 * <p>It is made by creating a slot, the only command that knows such a pair; the slot is temporary
 * and lasts as long as this, which need not be longer than until the snapshot has been taken over.
 *
 * @param session the replication session that has exported it; any further command on it ends it
 * @param point transactions whose commit record starts at or after it are not seen
 * @param name what {@code SET TRANSACTION SNAPSHOT} takes
 */
public record ConsistentSnapshot(Connection session, Lsn point, String name)
    implements AutoCloseable {

  private static final int PREFIX = 48;

  /**
   * Takes one, which waits until every transaction that is writing now has ended.
   *
   * @param session speaks the replication protocol, and is closed with the snapshot
   * @param slot what the name of the temporary slot starts with
   */
  public static ConsistentSnapshot take(Connection session, String slot) throws SQLException {
    String command =
        "CREATE_REPLICATION_SLOT %s TEMPORARY LOGICAL pgoutput (SNAPSHOT 'export')"
            .formatted(Sql.identifier(temporary(slot)));
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(command)) {
      row.next();
      return new ConsistentSnapshot(
          session, Lsn.parse(row.getString("consistent_point")), row.getString("snapshot_name"));
    }
  }

  /** Another name each time: the slot of a session that is still ending may be there. */
  private static String temporary(String slot) {
    String prefix = slot.substring(0, Math.min(PREFIX, slot.length()));
    return prefix + "_copy_" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
