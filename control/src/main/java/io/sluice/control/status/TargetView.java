package io.sluice.control.status;

import io.sluice.change.Lsn;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the target's schema {@code sluice} says.
 *
 * @param appliedLsn up to where the source's log is applied; zero before the first commit
 * @param appliedOffsets the sum of all partitions' next offsets
 * @param dirty tables that lack changes, by name
 * @param verification how many tables are in which state of the last verification
 */
public record TargetView(
    Lsn appliedLsn, long appliedOffsets, List<Dirty> dirty, Map<String, Long> verification) {

  private static final String APPLIED =
      "SELECT coalesce(max(commit_lsn), '0/0'), coalesce(sum(next_offset), 0)::bigint"
          + " FROM sluice.progress WHERE connector = ?";

  private static final String DIRTY =
      """
      SELECT table_schema || '.' || table_name, count(*), min(since)::text FROM sluice.quarantine
       WHERE connector = ? GROUP BY 1 ORDER BY 1
      """;

  private static final String SKIPPED =
      """
      SELECT lacking, sum(changes)::bigint, min(skipped_at)::text
        FROM sluice.skips, unnest(tables) AS lacking
       WHERE connector = ? AND skipped_at IS NOT NULL AND mended_at IS NULL GROUP BY 1 ORDER BY 1
      """;

  private static final String STATES =
      "SELECT state, count(*) FROM sluice.verification_table WHERE migration = ? GROUP BY 1 ORDER BY 1";

  /**
   * A table that lacks changes.
   *
   * @param what rows that are held, or a transaction that was skipped
   * @param keys how many rows are held; of skipped transactions, how many changes they have
   * @param since by the target's clock
   */
  public record Dirty(String table, String what, long keys, String since) {}

  public TargetView {
    dirty = List.copyOf(dirty);
    verification = Map.copyOf(verification);
  }

  /** Looks at what there is of a sink and its migration. */
  static TargetView of(Connection target, String connector, String migration) throws SQLException {
    Lsn applied = Lsn.ZERO;
    long offsets = 0;
    for (List<String> row : rows(target, "progress", APPLIED, connector)) {
      applied = Lsn.parse(row.get(0));
      offsets = Long.parseLong(row.get(1));
    }
    List<Dirty> dirty = new ArrayList<>();
    for (List<String> row : rows(target, "quarantine", DIRTY, connector)) {
      dirty.add(new Dirty(row.get(0), "held rows", Long.parseLong(row.get(1)), row.get(2)));
    }
    for (List<String> row : rows(target, "skips", SKIPPED, connector)) {
      dirty.add(new Dirty(row.get(0), "skipped changes", Long.parseLong(row.get(1)), row.get(2)));
    }
    Map<String, Long> states = new LinkedHashMap<>();
    for (List<String> row : rows(target, "verification_table", STATES, migration)) {
      states.put(row.get(0), Long.parseLong(row.get(1)));
    }
    return new TargetView(applied, offsets, dirty, states);
  }

  /** The rows of a table of schema {@code sluice}; none if there is no such table. */
  static List<List<String>> rows(
      Connection session, String table, String question, String parameter) throws SQLException {
    return exists(session, "sluice." + table)
        ? Query.of(session, question, parameter).list(TargetView::cells)
        : List.of();
  }

  private static List<String> cells(ResultSet row) throws SQLException {
    int width = row.getMetaData().getColumnCount();
    List<String> cells = new ArrayList<>();
    for (int column = 1; column <= width; column++) {
      cells.add(row.getString(column));
    }
    return cells;
  }

  private static boolean exists(Connection session, String table) throws SQLException {
    return Query.of(session, "SELECT to_regclass(?) IS NOT NULL", table).holds();
  }
}
