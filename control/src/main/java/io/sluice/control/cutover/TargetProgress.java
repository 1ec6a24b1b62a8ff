package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.control.connect.Partition;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sink has durably applied, as the target itself says. Keeps one session open.
 *
 * @param connection to the target
 * @param connector the sink's name
 */
public record TargetProgress(Connection connection, String connector) implements AutoCloseable {

  private static final String EXISTS = "SELECT to_regclass('sluice.progress') IS NOT NULL";
  private static final String NEXT =
      "SELECT topic, partition, next_offset FROM sluice.progress WHERE connector = ?";
  private static final String APPLIED =
      "SELECT coalesce(max(commit_lsn), '0/0') FROM sluice.progress WHERE connector = ?";

  /** Opens the session. */
  public static TargetProgress open(Database target, String connector) {
    return new TargetProgress(target.open("progress"), connector);
  }

  /** The next offset that the sink wants, by partition; empty before its first commit. */
  public Map<Partition, Long> nextOffsets() throws SQLException {
    if (!exists()) {
      return Map.of();
    }
    Map<Partition, Long> offsets = new TreeMap<>();
    Query.of(connection, NEXT, connector)
        .list(row -> offsets.put(new Partition(row.getString(1), row.getInt(2)), row.getLong(3)));
    return offsets;
  }

  /** Up to where the sink has applied the source's log; zero before its first commit. */
  public Lsn appliedLsn() throws SQLException {
    return exists() ? Lsn.parse(Query.of(connection, APPLIED, connector).text()) : Lsn.ZERO;
  }

  private boolean exists() throws SQLException {
    return Query.of(connection, EXISTS).holds();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
