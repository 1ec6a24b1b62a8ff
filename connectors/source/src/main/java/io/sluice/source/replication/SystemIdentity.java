package io.sluice.source.replication;

import io.sluice.change.Lsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which server a replication session speaks to: what {@code IDENTIFY_SYSTEM} says.
 *
 * @param systemIdentifier the cluster's own number, in decimal; all its standbys share it
 * @param timeline which of the cluster's histories; another one after a failover
 * @param flushLsn how far the log is on disk; rows above it may be visible already
 * @param database the session's
 */
public record SystemIdentity(String systemIdentifier, int timeline, Lsn flushLsn, String database) {

  /**
   * Asks the server.
   *
   * @param replication a session that speaks the replication protocol
   */
  public static SystemIdentity of(Connection replication) throws SQLException {
    try (Statement statement = replication.createStatement();
        ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
      row.next();
      return new SystemIdentity(
          row.getString(1), row.getInt(2), Lsn.parse(row.getString(3)), row.getString(4));
    }
  }
}
