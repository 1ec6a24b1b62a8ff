package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.postgres.Sql;
import io.sluice.sink.failure.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one version of a topic's table goes into the target's table: columns by name, generated ones
 * left out.
 *
 * @param target the table
 * @param columns what is written
 * @param key what a row is found by, in the topic's order; empty where it is found whole
 */
record ColumnMap(TargetTable target, List<BoundColumn> columns, List<BoundKey> key) {

  /**
   * Binds by name.
   *
   * @throws TargetFailure naming table and column if the two do not fit
   */
  static ColumnMap of(TableSchema topic, TargetTable target) {
    refuseUnfilled(topic, target);
    List<BoundColumn> columns = new ArrayList<>();
    for (int place = 0; place < topic.columns().size(); place++) {
      BoundColumn column = bind(topic, target, place);
      if (!column.column().generated()) {
        columns.add(column);
      }
    }
    return new ColumnMap(target, List.copyOf(columns), key(topic, target));
  }

  /** A table that lacks a column has grown, or is refused, before it is bound. */
  private static TargetColumn find(ColumnSchema column, TableSchema topic, TargetTable target) {
    return target
        .column(column.name())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "table " + topic.table() + " has no column " + column.name()));
  }

  private static void refuseUnfilled(TableSchema topic, TargetTable target) {
    for (TargetColumn column : target.columns()) {
      boolean mustBeFilled = column.notNull() && !column.hasDefault() && !column.generated();
      if (mustBeFilled && topic.indexOf(column.name()) < 0) {
        throw TargetFailure.stop(
            ErrorCode.COLUMN_MISSING_IN_TOPIC,
            "column "
                + column.name()
                + " of table "
                + topic.table()
                + " is NOT NULL without a default in the target, and its topic does not have it."
                + " To do: "
                + alter(topic)
                + "ALTER COLUMN "
                + Sql.identifier(column.name())
                + " DROP NOT NULL; then restart");
      }
    }
  }

  private static List<BoundKey> key(TableSchema topic, TargetTable target) {
    if (!topic.hasKey()) {
      return List.of();
    }
    List<String> names = topic.keyColumns().stream().map(ColumnSchema::name).toList();
    List<KeyColumn> index = target.uniqueOver(names).orElseThrow(() -> noKey(topic, names, target));
    Map<String, String> equality = new HashMap<>();
    index.forEach(column -> equality.put(column.name(), column.equality()));
    return topic.key().stream()
        .map(place -> bind(topic, target, place))
        .map(bound -> new BoundKey(bound, equality.get(bound.column().name())))
        .toList();
  }

  private static BoundColumn bind(TableSchema topic, TargetTable target, int place) {
    ColumnSchema told = topic.columns().get(place);
    TargetColumn column = find(told, topic, target);
    return new BoundColumn(place, column, TextConversion.of(told.type(), column.type()));
  }

  private static TargetFailure noKey(TableSchema topic, List<String> names, TargetTable target) {
    return TargetFailure.stop(
        ErrorCode.KEY_MISSING_IN_TARGET,
        "table "
            + topic.table()
            + " has no unique index over exactly its key "
            + names
            + " in the target. To do: "
            + (target.uniqueIndexes().isEmpty()
                ? alter(topic) + "ADD PRIMARY KEY"
                : "CREATE UNIQUE INDEX ON " + Sql.table(topic.table()))
            + " ("
            + Sql.identifiers(names)
            + "); then restart");
  }

  private static String alter(TableSchema topic) {
    return "ALTER TABLE " + Sql.table(topic.table()) + " ";
  }
}
