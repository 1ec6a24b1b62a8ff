package io.sluice.source.snapshot;

import io.sluice.change.ColumnSchema;
import io.sluice.change.RowKey;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.postgres.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that plan and read chunks of one version of a table. */
final class ChunkSql {

  private final TableSource source;
  private final TableSchema schema;
  private final String key;

  ChunkSql(TableSource source) {
    this.source = source;
    this.schema = source.schema();
    this.key = Sql.identifiers(schema.keyColumns().stream().map(ColumnSchema::name).toList());
  }

  /**
   * Keeps a table as it is until the transaction ends, with its partitions, and with tables that
   * inherit from it, which are read on their own.
   */
  static String lock(TableId table) {
    return "LOCK TABLE " + Sql.table(table) + " IN ACCESS SHARE MODE";
  }

  /** All columns of all rows, in the order of the schema. */
  String copy() {
    return "COPY (SELECT %s FROM %s%s) TO STDOUT".formatted(columns(), from(), where(List.of()));
  }

  /**
   * Where the first chunk of a range ends; no row when the range has fewer than {@code rows}.
   *
   * <p>The order names the table: alone, a column's name would mean the text that is selected, in
   * whose order 10 comes before 9 and for which there is no index.
   */
  String boundary(KeyRange.Between range, int rows) {
    String columns =
        schema.keyColumns().stream()
            .map(column -> Sql.identifier(column.name()) + "::text")
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s%s ORDER BY %s OFFSET %d LIMIT 1"
        .formatted(columns, from(), where(range), order(), rows - 1);
  }

  /** All columns of the range's rows, in the order of the schema. */
  String copy(KeyRange range) {
    return "COPY (SELECT %s FROM %s%s ORDER BY %s) TO STDOUT"
        .formatted(columns(), from(), where(range), key);
  }

  private String columns() {
    return Sql.identifiers(schema.columns().stream().map(ColumnSchema::name).toList());
  }

  private String order() {
    return schema.keyColumns().stream()
        .map(column -> Sql.table(schema.table()) + "." + Sql.identifier(column.name()))
        .collect(Collectors.joining(", "));
  }

  private String from() {
    return (source.partitioned() ? "" : "ONLY ") + Sql.table(schema.table());
  }

  private String where(KeyRange range) {
    List<String> conditions = new ArrayList<>();
    if (range instanceof KeyRange.Between between) {
      between.after().ifPresent(bound -> conditions.add(compare(">", bound.values())));
      between.upTo().ifPresent(bound -> conditions.add(compare("<=", bound.values())));
    } else if (range instanceof KeyRange.Keys keys) {
      conditions.add(
          "(%s) IN (%s)"
              .formatted(
                  key, keys.keys().stream().map(this::tuple).collect(Collectors.joining(", "))));
    }
    return where(conditions);
  }

  private String where(List<String> conditions) {
    List<String> all = new ArrayList<>(conditions);
    source.rowFilter().ifPresent(filter -> all.add("(" + filter + ")"));
    return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
  }

  private String compare(String operator, List<String> values) {
    return "(%s) %s %s".formatted(key, operator, row(values));
  }

  private String tuple(RowKey key) {
    return row(key.values().stream().map(value -> ((Value.Text) value).string()).toList());
  }

  private String row(List<String> values) {
    List<String> typed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      typed.add(Sql.literal(values.get(i)) + "::" + schema.keyColumns().get(i).type().name());
    }
    return "(" + String.join(", ", typed) + ")";
  }
}
