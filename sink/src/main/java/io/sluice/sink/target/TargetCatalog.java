package io.sluice.sink.target;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import io.sluice.sink.failure.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables from the target's catalog. */
final class TargetCatalog {

  private static final String TABLE =
      """
      SELECT c.oid, c.relkind
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      """;

  /** A domain's NOT NULL and checks must not hold in staging, so the type below it is read. */
  private static final String COLUMNS =
      """
      SELECT a.attname, b.type, b.unmodified,
             ARRAY(SELECT e.enumlabel::text FROM pg_enum e JOIN pg_type y ON y.oid = b.oid
                    WHERE e.enumtypid = CASE WHEN y.typlen = -1 AND y.typelem <> 0
                                             THEN y.typelem ELSE y.oid END
                    ORDER BY e.enumsortorder),
             a.attnotnull,
             a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL AS has_default,
             a.attgenerated <> '' AS generated, a.attidentity = 'a' AS identity_always
      FROM pg_attribute a
      JOIN pg_type t ON t.oid = a.atttypid
      CROSS JOIN LATERAL (
        WITH RECURSIVE d(oid, typmod, depth) AS (
          SELECT a.atttypid, a.atttypmod, 0
          UNION ALL
          SELECT u.typbasetype, u.typtypmod, d.depth + 1
          FROM d JOIN pg_type u ON u.oid = d.oid WHERE u.typtype = 'd')
        SELECT format_type(d.oid, d.typmod), format_type(d.oid, -1), d.oid
        FROM d ORDER BY d.depth DESC LIMIT 1) b(type, unmodified, oid)
      WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  private static final String UNIQUE_INDEXES =
      """
      SELECT i.indexrelid, a.attname, n.nspname, o.oprname
      FROM pg_index i
      CROSS JOIN LATERAL generate_series(0, i.indnkeyatts - 1) AS k
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k]
      JOIN pg_opclass c ON c.oid = i.indclass[k]
      JOIN pg_amop p ON p.amopfamily = c.opcfamily AND p.amoplefttype = c.opcintype
        AND p.amoprighttype = c.opcintype AND p.amopstrategy = 3
      JOIN pg_operator o ON o.oid = p.amopopr
      JOIN pg_namespace n ON n.oid = o.oprnamespace
      WHERE i.indrelid = ? AND i.indisunique AND i.indimmediate AND i.indisvalid
        AND i.indpred IS NULL AND i.indexprs IS NULL
      ORDER BY i.indisprimary DESC, i.indexrelid, k
      """;

  private final Connection connection;

  TargetCatalog(Connection connection) {
    this.connection = connection;
  }

  /** The table, if there is one of this name. */
  Optional<TargetTable> read(TableId table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, table.schema());
      query.setString(2, table.table());
      try (ResultSet found = query.executeQuery()) {
        return found.next()
            ? Optional.of(read(table, found.getLong(1), found.getString(2)))
            : Optional.empty();
      }
    }
  }

  private TargetTable read(TableId table, long oid, String kind) throws SQLException {
    if (!kind.equals("r") && !kind.equals("p")) {
      throw TargetFailure.stop(
          ErrorCode.NOT_A_TABLE,
          table + " is a view or a foreign table in the target. To do: rename it");
    }
    return new TargetTable(table, kind.equals("p"), columns(oid), uniqueIndexes(oid));
  }

  private List<TargetColumn> columns(long oid) throws SQLException {
    List<TargetColumn> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.add(
              new TargetColumn(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  List.of((String[]) row.getArray(4).getArray()),
                  row.getBoolean(5),
                  row.getBoolean(6),
                  row.getBoolean(7),
                  row.getBoolean(8)));
        }
      }
    }
    return columns;
  }

  private List<List<KeyColumn>> uniqueIndexes(long oid) throws SQLException {
    Map<Long, List<KeyColumn>> indexes = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(UNIQUE_INDEXES)) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String equality =
              "OPERATOR(" + Sql.identifier(row.getString(3)) + "." + row.getString(4) + ")";
          indexes
              .computeIfAbsent(row.getLong(1), index -> new ArrayList<>())
              .add(new KeyColumn(row.getString(2), equality));
        }
      }
    }
    return List.copyOf(indexes.values());
  }
}
