package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;

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
    Lsn now = Lsn.parse(Query.of(connection, NOW).text());
    return Math.max(0, now.value() - position.value());
  }

  /** The walsender's own figure; 0 when the slot is idle or nobody reads it. */
  double secondsBehind() throws SQLException {
    return Query.of(connection, SECONDS, slot).first(row -> row.getDouble(1)).orElse(0.0);
  }
}
