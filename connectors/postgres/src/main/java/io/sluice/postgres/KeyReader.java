package io.sluice.postgres;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ReplicaIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses a table's key: the columns that the log names an old row by, or, where it holds whole
 * rows, the primary key or else the best unique index.
 */
final class KeyReader {

  /** Best first: the primary key, then few and narrow columns, then the oldest. */
  private static final String UNIQUE_INDEXES =
      """
      SELECT i.relname, x.indisprimary, x.indisreplident, x.indimmediate,
             array_agg(a.attname::text ORDER BY k.place), bool_and(a.attnotnull)
        FROM pg_index x
        JOIN pg_class i ON i.oid = x.indexrelid
        CROSS JOIN unnest(x.indkey) WITH ORDINALITY AS k(attnum, place)
        JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
       WHERE x.indrelid = CAST(? AS oid) AND x.indisunique AND x.indisvalid
         AND x.indpred IS NULL AND x.indexprs IS NULL AND k.place <= x.indnkeyatts
       GROUP BY i.relname, i.oid, x.indisprimary, x.indisreplident, x.indimmediate
       ORDER BY x.indisprimary DESC, count(*), bool_or(a.attlen < 0), i.oid
      """;

  private record UniqueIndex(
      String name,
      boolean primary,
      boolean identity,
      boolean immediate,
      List<String> columns,
      boolean notNull) {

    boolean serves(ReplicaIdentity wanted) {
      return switch (wanted) {
        case DEFAULT -> primary;
        case INDEX -> identity;
        case FULL -> notNull;
        case NOTHING -> false;
      };
    }
  }

  private final Connection connection;

  KeyReader(Connection connection) {
    this.connection = connection;
  }

  TableKey key(int oid, ReplicaIdentity identity, List<ColumnSchema> columns) throws SQLException {
    List<String> names = columns.stream().map(ColumnSchema::name).toList();
    List<UniqueIndex> candidates =
        uniqueIndexes(oid).stream()
            .filter(index -> index.serves(identity) && names.containsAll(index.columns()))
            .toList();
    return candidates.stream()
        .filter(UniqueIndex::immediate)
        .findFirst()
        .<TableKey>map(index -> columns(index, names))
        .or(() -> refusedByServer(identity, candidates))
        .orElseGet(TableKey.Missing::new);
  }

  /** Where the log holds whole rows, a deferrable key is none, and does no harm. */
  private static Optional<TableKey> refusedByServer(
      ReplicaIdentity identity, List<UniqueIndex> candidates) {
    return identity == ReplicaIdentity.FULL
        ? Optional.empty()
        : candidates.stream().findFirst().map(index -> new TableKey.Deferrable(index.name()));
  }

  private static TableKey columns(UniqueIndex index, List<String> names) {
    return new TableKey.Columns(
        index.name(), index.columns().stream().map(names::indexOf).toList());
  }

  private List<UniqueIndex> uniqueIndexes(int oid) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNIQUE_INDEXES)) {
      select.setLong(1, Integer.toUnsignedLong(oid));
      try (ResultSet rows = select.executeQuery()) {
        List<UniqueIndex> indexes = new ArrayList<>();
        while (rows.next()) {
          indexes.add(index(rows));
        }
        return indexes;
      }
    }
  }

  private static UniqueIndex index(ResultSet row) throws SQLException {
    return new UniqueIndex(
        row.getString(1),
        row.getBoolean(2),
        row.getBoolean(3),
        row.getBoolean(4),
        List.of((String[]) row.getArray(5).getArray()),
        row.getBoolean(6));
  }
}
