package io.sluice.source.capture;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.HashMap;
import java.util.Map;

/**
 * The definitions of the tables as the stream has told them, each version as one shared instance.
 * Used by the capture thread only.
 */
final class TableVersions {

  private final Map<TableId, TableSchema> streamed = new HashMap<>();
  private final Map<TableId, TableSchema> shared = new HashMap<>();
  private final Map<TableId, Integer> definitions = new HashMap<>();
  private final Map<TableId, Integer> redefinitions = new HashMap<>();

  /**
   * The stream announces a table. A new label of an enum is no new definition: it locks no table,
   * so that transactions under the old labels may still be under way.
   *
   * @return whether it had announced it otherwise before
   */
  boolean announce(TableSchema schema) {
    TableSchema before = streamed.put(schema.table(), schema);
    boolean redefined = before != null && !isSame(before, schema);
    if (redefined) {
      redefinitions.merge(schema.table(), 1, Integer::sum);
    }
    if (redefined || before == null) {
      definitions.merge(schema.table(), 1, Integer::sum);
    }
    return redefined;
  }

  /**
   * The one instance of this version. What was read of a blueprint may be older or newer than what
   * the stream has told; rows of both are of one version.
   */
  TableSchema share(TableSchema schema) {
    return shared.merge(
        schema.table(), schema, (known, other) -> known.hasRowsOf(other) ? known : other);
  }

  /** The one instance of the version that the stream tells, with the blueprint of now. */
  TableSchema renew(TableSchema schema) {
    return shared.merge(
        schema.table(), schema, (known, other) -> known.equals(other) ? known : other);
  }

  /** How many definitions of the table the stream has brought. */
  int definitions(TableId table) {
    return definitions.getOrDefault(table, 0);
  }

  /**
   * How often the stream has brought another definition than before, be it an earlier one again.
   */
  int redefinitions(TableId table) {
    return redefinitions.getOrDefault(table, 0);
  }

  /** Whether the stream's current definition, if it has one, is this. */
  boolean isCurrent(TableSchema schema) {
    TableSchema current = streamed.get(schema.table());
    return current == null || isSame(current, schema);
  }

  /** Whether two definitions have the same rows, whatever labels enums have. */
  private static boolean isSame(TableSchema one, TableSchema other) {
    return one.hasRowsOf(other) || withoutLabels(one).equals(withoutLabels(other));
  }

  private static TableSchema withoutLabels(TableSchema schema) {
    return new TableSchema(
        schema.table(),
        schema.columns().stream()
            .map(c -> new ColumnSchema(c.name(), ColumnType.of(c.type().name()), c.nullable()))
            .toList(),
        schema.key());
  }
}
