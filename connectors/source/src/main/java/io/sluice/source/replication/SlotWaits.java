package io.sluice.source.replication;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The transactions that have written and not ended: a slot under creation waits for them. */
final class SlotWaits {

  /** A prepared transaction has no process, and nobody may remember it. */
  private static final String RUNNING =
      """
      SELECT format('pid=%s application="%s" age=%s since=%s state="%s"', pid, application_name,
                    coalesce(extract(epoch FROM clock_timestamp() - xact_start)::int::text || 's',
                             'hidden'),
                    coalesce(to_char(xact_start, 'YYYY-MM-DD"T"HH24:MI:SSOF'), 'hidden'),
                    coalesce(state, 'hidden'))
        FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
      UNION ALL
      SELECT format('prepared="%s" age=%ss since=%s', gid,
                    extract(epoch FROM clock_timestamp() - prepared)::int,
                    to_char(prepared, 'YYYY-MM-DD"T"HH24:MI:SSOF'))
        FROM pg_prepared_xacts
      """;

  private SlotWaits() {}

  /** Who they are, for a log, in whatever database of the cluster. */
  static List<String> of(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(RUNNING)) {
      List<String> running = new ArrayList<>();
      while (rows.next()) {
        running.add(rows.getString(1));
      }
      return running;
    }
  }
}
