package io.sluice.source.replication;

import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What a slot that is not there yet will wait for: transactions that have written, in whatever
 * database of the cluster. Those of others are seen only by a role that may read all statistics.
 */
record SlotObstacles(Connection session) {

  /**
   * A statement's first words only: a word of letters, digits and underscores that ends at a space
   * or a bracket is no value.
   */
  private static final String WRITING =
      """
      SELECT pid, application_name, extract(epoch FROM clock_timestamp() - xact_start)::bigint,
             coalesce(substring(query FROM '^\\s*([A-Za-z]+(?:\\s+[A-Za-z_][A-Za-z0-9_.]*(?=[\\s(;]|$)){0,3})'),
                      'unknown')
        FROM pg_stat_activity
       WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
         AND xact_start < clock_timestamp() - interval '1 second'
       ORDER BY xact_start
      """;

  private static final String PREPARED =
      """
      SELECT gid, database, extract(epoch FROM clock_timestamp() - prepared)::bigint
        FROM pg_prepared_xacts ORDER BY prepared
      """;

  /** Transactions that a session has open. */
  List<Finding> writing() throws SQLException {
    return Query.of(session, WRITING).list(SlotObstacles::writing);
  }

  /** Transactions that have no session any more. A cutover waits for them as well. */
  List<Finding> prepared() throws SQLException {
    return Query.of(session, PREPARED).list(SlotObstacles::prepared);
  }

  private static Finding writing(ResultSet row) throws SQLException {
    return Finding.warning(
        "slot-waits",
        "slot.name",
        ("The making of the slot will wait for process %d (application \"%s\"), whose transaction"
                + " writes since %d s: %s ...")
            .formatted(row.getInt(1), row.getString(2), row.getLong(3), row.getString(4)),
        "Let it end, or run SELECT pg_terminate_backend(%d);".formatted(row.getInt(1)));
  }

  private static Finding prepared(ResultSet row) throws SQLException {
    String gid = Sql.literal(row.getString(1)).strip();
    return Finding.warning(
        "prepared-transactions",
        "slot.name",
        ("Transaction %s is prepared since %d s in database %s: the making of the slot waits until"
                + " somebody ends it, and so does the cutover.")
            .formatted(gid, row.getLong(3), row.getString(2)),
        "Run there COMMIT PREPARED %s; or ROLLBACK PREPARED %s;".formatted(gid, gid));
  }
}
