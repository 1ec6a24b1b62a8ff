package io.sluice.sink.target;

import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.postgres.Sql;

/**
 * A column of a topic and the column of the target that it goes to.
 *
 * @param place where the value stands in a row image
 * @param column where it goes
 * @param conversion what is done to its text on the way
 */
record BoundColumn(int place, TargetColumn column, TextConversion conversion) {

  /** The column's value in a row, as the target reads it. */
  Value of(RowImage row) {
    return conversion.apply(row.at(place));
  }

  /** The quoted name. */
  String sql() {
    return Sql.identifier(column.name());
  }

  /** A parameter of the column's type, read from text; the column itself sees to its length. */
  String parameter() {
    return "CAST(? AS " + column.unmodified() + ")";
  }
}
