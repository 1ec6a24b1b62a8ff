package io.sluice.control.check;

import io.sluice.change.TableId;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import io.sluice.postgres.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sample of each table's rows against what a record may hold. Texts and byte strings are measured
 * by their length, all else as it is stored; nothing is read from where large values are kept.
 *
 * @param limit the least of those that a row has to pass, in bytes
 */
record LargestRow(Connection source, long limit) {

  private static final int PAGES = 200;
  private static final int ROWS = 2_000;

  /** An expression for each column whose values vary in length. */
  private static final String COLUMNS =
      """
      SELECT CASE WHEN t.typname IN ('text', 'varchar', 'bpchar', 'bytea')
                  THEN format('coalesce(octet_length(t.%I), 0)', a.attname)
                  ELSE format('coalesce(pg_column_size(t.%I), 0)', a.attname) END,
             greatest(c.relpages, 1)
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attlen = -1 AND has_table_privilege(c.oid, 'SELECT')
         AND has_schema_privilege(n.oid, 'USAGE')
      """;

  private record Column(String bytes, long pages) {}

  /** Tables that are locked, or were too slow, are passed over. */
  List<Finding> check(List<MovedTable> tables) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (MovedTable table : tables) {
      try {
        judge(table.source(), bytes(table.source())).ifPresent(findings::add);
      } catch (SQLException refused) {
        if (SqlFailure.of(refused) != SqlFailure.LOCKED) {
          throw refused;
        }
      }
    }
    return findings;
  }

  private long bytes(TableId table) throws SQLException {
    List<Column> columns =
        Query.of(source, COLUMNS, table.schema(), table.table())
            .list(row -> new Column(row.getString(1), row.getLong(2)));
    if (columns.isEmpty()) {
      return 0;
    }
    List<String> sizes = columns.stream().map(column -> column.bytes() + "::bigint").toList();
    double percent = Math.min(100.0, 100.0 * PAGES / columns.get(0).pages());
    String sample =
        "SELECT max(bytes) FROM (SELECT %s AS bytes FROM %s t TABLESAMPLE SYSTEM (%s) LIMIT %d) s"
            .formatted(String.join(" + ", sizes), Sql.table(table), percent, ROWS);
    return Query.of(source, sample).number();
  }

  private Optional<Finding> judge(TableId table, long bytes) {
    if (bytes <= limit / 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            "largest-row",
            bytes > limit ? Finding.Level.FAILED : Finding.Level.WARNING,
            "row.max.bytes",
            "A row of table %s has %d bytes, and a record may have %d."
                .formatted(table, bytes, limit),
            "Raise row.max.bytes, producer.override.max.request.size and"
                + " topic.creation.default.max.message.bytes in the source connector's template, or"
                + " make the row smaller."));
  }
}
