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
public final class ChunkSql {

  private final TableSource source;
  private final TableSchema schema;
  private final String key;
  private final KeyComparison comparison;

  /** Statements for a table as it was read from the catalog. */
  public ChunkSql(TableSource source) {
    this.source = source;
    this.schema = source.schema();
    this.comparison = new KeyComparison(source);
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
  public String boundary(KeyRange.Between range, int rows) {
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

  /** The range's rows, as they stand behind FROM. */
  public String rows(KeyRange range) {
    return from() + where(range);
  }

  /**
   * What is asked of the rows that have these keys. The server finds each by its index. Without
   * parameters, as all statements here: a row filter may have the operator {@code ?}.
   *
   * @param wanted expressions over the table's columns
   * @param keys texts, one for each column of the key
   */
  public String lookup(List<String> wanted, List<List<String>> keys) {
    List<String> arrays = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> sought = new ArrayList<>();
    for (int place = 0; place < schema.key().size(); place++) {
      arrays.add(texts(keys, place));
      names.add("k" + place);
      sought.add("sought.k" + place);
    }
    return "SELECT found.* FROM unnest(%s) AS sought(%s), LATERAL (SELECT %s FROM %s AS r%s) AS found"
        .formatted(
            String.join(", ", arrays),
            String.join(", ", names),
            String.join(", ", wanted),
            from(),
            where(List.of(comparison.equalTo(sought))));
  }

  /** One column's texts of all keys. */
  private static String texts(List<List<String>> keys, int place) {
    return keys.stream()
        .map(key -> Sql.literal(key.get(place)))
        .collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
  }

  private String columns() {
    return Sql.identifiers(schema.columns().stream().map(ColumnSchema::name).toList());
  }

  private String order() {
    return schema.keyColumns().stream()
        .map(column -> Sql.table(schema.table()) + "." + Sql.identifier(column.name()))
        .collect(Collectors.joining(", "));
  }

  /** The table, as it stands behind FROM: with its partitions, without what inherits from it. */
  public String from() {
    return (source.partitioned() ? "" : "ONLY ") + Sql.table(schema.table());
  }

  private String where(KeyRange range) {
    List<String> conditions = new ArrayList<>();
    if (range instanceof KeyRange.Between between) {
      between
          .after()
          .filter(this::bounds)
          .ifPresent(bound -> conditions.add(comparison.after(bound.values())));
      between
          .upTo()
          .filter(this::bounds)
          .ifPresent(bound -> conditions.add(comparison.upTo(bound.values())));
    } else if (range instanceof KeyRange.Keys keys) {
      conditions.add(comparison.in(keys.keys().stream().map(ChunkSql::texts).toList()));
    }
    return where(conditions);
  }

  private boolean bounds(KeyBound bound) {
    return bound.isOf(source.keyNames());
  }

  private String where(List<String> conditions) {
    List<String> all = new ArrayList<>(conditions);
    source.rowFilter().ifPresent(filter -> all.add("(" + filter + ")"));
    return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
  }

  private static List<String> texts(RowKey key) {
    return key.values().stream().map(value -> ((Value.Text) value).string()).toList();
  }
}
