package io.sluice.control.fence;

import io.sluice.change.TableId;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Who is in the middle of writing.
 *
 * @param session to the database
 */
record Blockers(Connection session) {

  private static final String WRITING =
      """
      SELECT DISTINCT a.pid, coalesce(nullif(a.application_name, ''), a.backend_type),
             extract(epoch FROM clock_timestamp() - a.xact_start)::bigint
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid()
         AND l.relation = ANY (SELECT to_regclass(name)::oid FROM unnest(?) AS named (name))
         AND l.mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock',
                        'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
       ORDER BY 3 DESC NULLS LAST LIMIT 3
      """;

  /** Those who have been at it for the longest. */
  String of(List<TableId> tables) throws SQLException {
    List<String> blockers =
        Query.of(session, WRITING, tables.stream().map(Sql::table).toList())
            .list(
                row ->
                    "process %d (%s, for %d s)"
                        .formatted(row.getInt(1), row.getString(2), row.getLong(3)));
    return blockers.isEmpty() ? "transactions that have just ended" : String.join(", ", blockers);
  }
}
