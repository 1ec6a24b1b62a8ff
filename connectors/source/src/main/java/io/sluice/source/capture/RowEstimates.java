package io.sluice.source.capture;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import io.sluice.source.replication.Inspection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many rows the server believes that the tables have which are being copied. Asked once for
 * each: that is what progress is held against.
 *
 * @param meters which tables these are, and who wants to know
 */
public record RowEstimates(CaptureMeters meters) implements Inspection {

  /** A partitioned table has no rows of its own; what was never analyzed says -1. */
  private static final String ESTIMATE =
      """
      SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
        FROM pg_partition_tree(to_regclass(?)) t JOIN pg_class c ON c.oid = t.relid WHERE t.isleaf
      """;

  @Override
  public void inspect(Connection session) throws SQLException {
    for (var table : meters.tables().entrySet()) {
      if (table.getValue().estimatedRows() < 0) {
        table.getValue().estimate(estimate(session, table.getKey()));
      }
    }
  }

  private static long estimate(Connection session, TableId table) throws SQLException {
    try (PreparedStatement select = session.prepareStatement(ESTIMATE)) {
      select.setString(1, Sql.table(table));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
