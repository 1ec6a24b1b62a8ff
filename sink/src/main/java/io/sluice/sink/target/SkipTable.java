package io.sluice.sink.target;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.Skips;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code sluice.skips}: which transactions an operator wants left out, and what that came to. The
 * command {@code sluice skip} makes it. Nothing here commits.
 */
final class SkipTable {

  private static final Logger LOG = LoggerFactory.getLogger(SkipTable.class);
  private static final String EXISTS = "SELECT to_regclass('sluice.skips') IS NOT NULL";
  private static final String READ = "SELECT position FROM sluice.skips WHERE connector = ?";

  private static final String RECORD =
      """
      UPDATE sluice.skips SET skipped_at = clock_timestamp(), changes = changes + ?,
             tables = ARRAY(SELECT DISTINCT unnest(tables || CAST(? AS text[])) ORDER BY 1)
       WHERE connector = ? AND position = CAST(? AS pg_lsn)
      """;

  private final Connection connection;
  private final String connector;

  SkipTable(Connection connection, String connector) {
    this.connection = connection;
    this.connector = connector;
  }

  /** What is to be left out now. */
  Skips read() throws SQLException {
    if (!new Statements(connection).holds(EXISTS)) {
      return Skips.NONE;
    }
    Set<Lsn> commits = new HashSet<>();
    try (PreparedStatement query = connection.prepareStatement(READ)) {
      query.setString(1, connector);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          commits.add(Lsn.parse(row.getString(1)));
        }
      }
    }
    return new Skips(commits);
  }

  /** What one plan has of one transaction that is left out. */
  private record Share(long changes, Set<TableId> tables) {

    static Share of(Arrival.Skipped skipped) {
      return new Share(1, new TreeSet<>(Set.of(skipped.change().schema().table())));
    }

    Share and(Share more) {
      tables.addAll(more.tables());
      return new Share(changes + more.changes(), tables);
    }
  }

  /** Notes what a plan leaves out, in the transaction that moves progress past it. */
  void record(ApplyPlan plan) throws SQLException {
    Map<Lsn, Share> shares = new HashMap<>();
    for (Arrival arrival : plan.arrivals()) {
      if (arrival instanceof Arrival.Skipped skipped) {
        Lsn commit = skipped.change().stamp().position().commitLsn();
        shares.merge(commit, Share.of(skipped), Share::and);
      }
    }
    for (Map.Entry<Lsn, Share> share : shares.entrySet()) {
      record(share.getKey(), share.getValue());
    }
  }

  private void record(Lsn commit, Share share) throws SQLException {
    List<String> tables = share.tables().stream().map(TableId::toString).toList();
    try (PreparedStatement update = connection.prepareStatement(RECORD)) {
      update.setLong(1, share.changes());
      update.setArray(2, connection.createArrayOf("text", tables.toArray()));
      update.setString(3, connector);
      update.setString(4, commit.toString());
      update.executeUpdate();
    }
    LOG.warn("event=skipped commit_lsn={} changes={} tables={}", commit, share.changes(), tables);
  }
}
