package io.sluice.sink.target;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table in the target, as its catalog describes it.
 *
 * @param partitioned whether it only holds partitions
 * @param uniqueIndexes those that {@code ON CONFLICT} can name: not partial, not deferrable, on
 *     columns only; the primary key first
 */
record TargetTable(
    TableId table,
    boolean partitioned,
    List<TargetColumn> columns,
    List<List<KeyColumn>> uniqueIndexes) {

  /** The name for statements that find rows: tables that inherit from it have rows of their own. */
  String itself() {
    return (partitioned ? "" : "ONLY ") + Sql.table(table);
  }

  Optional<TargetColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The unique index over exactly these columns, in whatever order. */
  Optional<List<KeyColumn>> uniqueOver(List<String> names) {
    return uniqueIndexes.stream()
        .filter(index -> index.size() == names.size() && names(index).equals(new HashSet<>(names)))
        .findFirst();
  }

  private static Set<String> names(List<KeyColumn> index) {
    Set<String> names = new HashSet<>();
    index.forEach(column -> names.add(column.name()));
    return names;
  }
}
