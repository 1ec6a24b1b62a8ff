package io.sluice.control.cutover;

import io.sluice.change.Lsn;
import io.sluice.control.connect.Partition;
import io.sluice.control.migration.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    try (PreparedStatement query = connection.prepareStatement(NEXT)) {
      query.setString(1, connector);
      Map<Partition, Long> offsets = new TreeMap<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          offsets.put(new Partition(row.getString(1), row.getInt(2)), row.getLong(3));
        }
      }
      return offsets;
    }
  }

  /** Up to where the sink has applied the source's log; zero before its first commit. */
  public Lsn appliedLsn() throws SQLException {
    if (!exists()) {
      return Lsn.ZERO;
    }
    try (PreparedStatement query = connection.prepareStatement(APPLIED)) {
      query.setString(1, connector);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return Lsn.parse(row.getString(1));
      }
    }
  }

  private boolean exists() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(EXISTS);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
