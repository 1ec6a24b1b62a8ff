package io.sluice.source.snapshot;

import java.util.List;

/**
 * A place in a table's key order. Only the server compares it: collations and types are its own.
 *
 * @param columns the key's columns when the bound was found; none for a bound that somebody gave,
 *     which is of the key as it is
 * @param values the key columns' PostgreSQL texts, in the key's order
 */
public record KeyBound(List<String> columns, List<String> values) {

  public KeyBound {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /** A bound of whatever key the table has. */
  public KeyBound(List<String> values) {
    this(List.of(), values);
  }

  /**
   * Whether it is a place in the order of this key. If not, the table got another key since: the
   * bound bounds nothing, and rows are read that were read already, which does no harm.
   */
  boolean isOf(List<String> key) {
    return columns.isEmpty() || columns.equals(key);
  }
}
