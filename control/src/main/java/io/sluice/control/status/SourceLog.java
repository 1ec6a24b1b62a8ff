package io.sluice.control.status;

import io.sluice.change.Lsn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks the source about its log and about the slot that reads it. */
record SourceLog(Connection connection, String slot) {

  private static final String NOW = "SELECT pg_current_wal_lsn()";
  private static final String SECONDS =
      """
      SELECT coalesce(extract(epoch FROM r.flush_lag), 0)::float8
        FROM pg_replication_slots s JOIN pg_stat_replication r ON r.pid = s.active_pid
       WHERE s.slot_name = ?
      """;

  /** Bytes written behind a position. */
  long bytesBehind(Lsn position) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(NOW)) {
      row.next();
      return Math.max(0, Lsn.parse(row.getString(1)).value() - position.value());
    }
  }

  /** The walsender's own figure; 0 when the slot is idle or nobody reads it. */
  double secondsBehind() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SECONDS)) {
      query.setString(1, slot);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getDouble(1) : 0;
      }
    }
  }
}
