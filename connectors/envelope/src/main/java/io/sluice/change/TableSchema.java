package io.sluice.change;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table's columns at one time, as a change or a chunk carries them.
 *
 * <p>One instance stands for one version of a table and is shared by all its rows, so that caches
 * may go by identity.
 *
 * @param table whose columns these are
 * @param columns in the order of the row images
 * @param key the places of the key's columns, in the key's own order; empty for a table without a
 *     key, whose rows are followed whole
 * @param blueprint what a target needs besides to make the table; rows are read without it
 */
public record TableSchema(
    TableId table, List<ColumnSchema> columns, List<Integer> key, Blueprint blueprint) {

  public TableSchema {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    for (int place : key) {
      if (place < 0 || place >= columns.size()) {
        throw new IllegalArgumentException("table " + table + " has no column at place " + place);
      }
    }
  }

  /** A table of which nothing else is known. */
  public TableSchema(TableId table, List<ColumnSchema> columns, List<Integer> key) {
    this(table, columns, key, Blueprint.PLAIN);
  }

  /** The same columns and key with another blueprint. */
  public TableSchema with(Blueprint other) {
    return new TableSchema(table, columns, key, other);
  }

  /** Whether rows of the one can be read as rows of the other. */
  public boolean hasRowsOf(TableSchema other) {
    return table.equals(other.table) && columns.equals(other.columns) && key.equals(other.key);
  }

  /** Whether its rows are followed by a key. */
  public boolean hasKey() {
    return !key.isEmpty();
  }

  /** The key's columns in the key's order. */
  public List<ColumnSchema> keyColumns() {
    return key.stream().map(columns::get).toList();
  }

  /**
   * Where a column stands, or -1.
   *
   * @param name as the catalog holds it
   */
  public int indexOf(String name) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(name))
        .findFirst()
        .orElse(-1);
  }
}
