package io.sluice.postgres;

import java.util.List;

/** What identifies a table's rows in the log and in chunks. */
public sealed interface TableKey {

  /**
   * Columns that are unique, not null and in every image of an old row.
   *
   * @param index the index that has them
   * @param places where they stand among the table's columns, in the index's order
   */
  record Columns(String index, List<Integer> places) implements TableKey {
    public Columns {
      places = List.copyOf(places);
    }
  }

  /**
   * A key that is checked only at the end of a transaction: the server itself refuses updates and
   * deletes of a published table that has no other.
   *
   * @param index the index behind the deferrable constraint
   */
  record Deferrable(String index) implements TableKey {}

  /** No key. */
  record Missing() implements TableKey {}
}
