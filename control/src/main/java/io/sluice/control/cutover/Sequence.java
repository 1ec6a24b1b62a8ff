package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.util.Optional;

/**
 * A sequence of the source.
 *
 * @param id its schema and name
 * @param definition its type and limits
 * @param state where it is
 * @param owner the column that uses it, if one owns it
 */
record Sequence(TableId id, Definition definition, SequenceState state, Optional<Column> owner) {

  /** A sequence's options, apart from its cache. */
  record Definition(
      String type, long start, long increment, long least, long most, boolean cycles) {

    /** The options as {@code CREATE SEQUENCE} takes them. */
    String sql() {
      return "AS "
          + type
          + " START "
          + start
          + " INCREMENT "
          + increment
          + " MINVALUE "
          + least
          + " MAXVALUE "
          + most
          + (cycles ? " CYCLE" : "");
    }
  }

  /** A table's column. */
  record Column(TableId table, String name) {}

  /** The statement that makes the sequence where it is missing. */
  String create(TableId onTarget) {
    return "CREATE SEQUENCE IF NOT EXISTS " + Sql.table(onTarget) + " " + definition.sql();
  }

  /** Where the target has to be. */
  SequenceState goal(long margin) {
    return state.ahead(margin, definition.increment(), definition.least(), definition.most());
  }
}
