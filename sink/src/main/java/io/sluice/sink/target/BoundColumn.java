package io.sluice.sink.target;

import io.sluice.postgres.Sql;

/**
 * A column of a topic and the column of the target that it goes to.
 *
 * @param place where the value stands in a row image
 * @param column where it goes
 */
record BoundColumn(int place, TargetColumn column) {

  /** The quoted name. */
  String sql() {
    return Sql.identifier(column.name());
  }

  /** A parameter of the column's type, read from text. */
  String parameter() {
    return "CAST(? AS " + column.type() + ")";
  }
}
