package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code sluice.verification}: the ranges of tables. Used by one thread at a time. */
final class RangeStore {

  private static final String KEEP =
      """
      INSERT INTO sluice.verification (migration, table_schema, table_name, range, after, up_to,
        state, row_count, missing, extra, different, hot, keys, source_lsn, target_lsn)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::pg_lsn, ?::pg_lsn)
      ON CONFLICT (migration, table_schema, table_name, range) DO UPDATE SET
        after = excluded.after, up_to = excluded.up_to, state = excluded.state,
        row_count = excluded.row_count, missing = excluded.missing, extra = excluded.extra,
        different = excluded.different, hot = excluded.hot, keys = excluded.keys,
        source_lsn = excluded.source_lsn, target_lsn = excluded.target_lsn,
        at = clock_timestamp()
      """;

  private static final String READ =
      """
      SELECT range, after, up_to, state, row_count, missing, extra, different, hot, keys,
             source_lsn, target_lsn
        FROM sluice.verification
       WHERE migration = ? AND table_schema = ? AND table_name = ?
       ORDER BY range
      """;

  private static final String FORGET =
      """
      DELETE FROM sluice.verification
       WHERE migration = ? AND table_schema = ? AND table_name = ?
      """;

  private final Connection target;
  private final String migration;

  RangeStore(Connection target, String migration) {
    this.target = target;
    this.migration = migration;
  }

  void keep(TableId table, Range range) throws SQLException {
    try (PreparedStatement keep = target.prepareStatement(KEEP)) {
      name(keep, table);
      keep.setInt(4, range.number());
      bound(keep, 5, range.bounds().after());
      bound(keep, 6, range.bounds().upTo());
      keep.setString(7, range.state().word());
      keep.setLong(8, range.rows());
      Counts counts = range.findings().counts();
      keep.setLong(9, counts.missing());
      keep.setLong(10, counts.extra());
      keep.setLong(11, counts.different());
      keep.setInt(12, range.hot());
      keep.setString(13, KeptJson.write(range.findings().named()));
      keep.setString(14, range.sourcePosition().map(Lsn::toString).orElse(null));
      keep.setString(15, range.targetPosition().map(Lsn::toString).orElse(null));
      keep.execute();
    }
  }

  private void bound(PreparedStatement keep, int place, Optional<KeyBound> bound)
      throws SQLException {
    if (bound.isPresent()) {
      keep.setArray(place, target.createArrayOf("text", bound.get().values().toArray()));
    } else {
      keep.setNull(place, Types.ARRAY);
    }
  }

  /**
   * The ranges of a table, in order.
   *
   * @param keyColumns that the bounds are of
   */
  List<Range> read(TableId table, List<String> keyColumns) throws SQLException {
    List<Range> ranges = new ArrayList<>();
    try (PreparedStatement query = target.prepareStatement(READ)) {
      name(query, table);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ranges.add(range(row, keyColumns));
        }
      }
    }
    return ranges;
  }

  private static Range range(ResultSet row, List<String> keyColumns) throws SQLException {
    Counts counts = new Counts(row.getLong(6), row.getLong(7), row.getLong(8));
    return new Range(
        row.getInt(1),
        new KeyRange.Between(
            bound(row.getArray(2), keyColumns), bound(row.getArray(3), keyColumns)),
        Range.State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
        row.getLong(5),
        new Findings(counts, KeptJson.differences(row.getString(10))),
        row.getInt(9),
        Optional.ofNullable(row.getString(11)).map(Lsn::parse),
        Optional.ofNullable(row.getString(12)).map(Lsn::parse));
  }

  private static Optional<KeyBound> bound(Array values, List<String> keyColumns)
      throws SQLException {
    return values == null
        ? Optional.empty()
        : Optional.of(new KeyBound(keyColumns, List.of((String[]) values.getArray())));
  }

  void forget(TableId table) throws SQLException {
    try (PreparedStatement delete = target.prepareStatement(FORGET)) {
      name(delete, table);
      delete.execute();
    }
  }

  private void name(PreparedStatement statement, TableId table) throws SQLException {
    statement.setString(1, migration);
    statement.setString(2, table.schema());
    statement.setString(3, table.table());
  }
}
