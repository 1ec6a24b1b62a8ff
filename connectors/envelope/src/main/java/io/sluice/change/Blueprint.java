package io.sluice.change;

import java.util.List;
import java.util.Map;

/**
 * What a table has beside columns, types and key, for a target that is to be made like it. The
 * catalog's word at the time when a definition was read; nothing of it is needed to read a row.
 *
 * @param fills by the column's name
 * @param collations of columns whose collation is not that of their type, by the column's name, as
 *     SQL
 * @param computed the generated columns that rows do not carry, in the table's order
 * @param types those that users have made, each after those that it is made of; enums whose labels
 *     a {@link ColumnType} has are not among them
 * @param sequences those that defaults take values from
 */
public record Blueprint(
    Map<String, ColumnFill> fills,
    Map<String, String> collations,
    List<ComputedColumn> computed,
    List<TypeDefinition> types,
    List<SequenceDefinition> sequences) {

  /** Nothing beside columns, types and key. */
  public static final Blueprint PLAIN =
      new Blueprint(Map.of(), Map.of(), List.of(), List.of(), List.of());

  public Blueprint {
    fills = Map.copyOf(fills);
    collations = Map.copyOf(collations);
    computed = List.copyOf(computed);
    types = List.copyOf(types);
    sequences = List.copyOf(sequences);
  }
}
