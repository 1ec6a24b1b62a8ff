package io.sluice.sink.target;

import io.sluice.change.Blueprint;
import io.sluice.change.ColumnFill;
import io.sluice.change.ColumnSchema;
import io.sluice.change.ComputedColumn;
import io.sluice.postgres.Sql;

/**
 * How SQL defines a column.
 *
 * @param virtual whether the server knows generated columns that are not stored
 */
record ColumnSql(boolean virtual) {

  /** In a table that is made. */
  String of(ColumnSchema column, Blueprint blueprint) {
    ColumnFill fill = blueprint.fills().get(column.name());
    return named(column)
        + collation(column, blueprint)
        + (fill == null ? "" : of(fill))
        + (column.nullable() ? "" : " NOT NULL");
  }

  /** A column that the server computes. */
  String of(ComputedColumn computed) {
    ColumnSchema column = computed.column();
    return named(column) + of(computed.fill()) + (column.nullable() ? "" : " NOT NULL");
  }

  /**
   * In a table that is there, maybe with rows: NOT NULL only if these get a value, and no identity,
   * whose numbers for these rows would be others than the source's.
   */
  String added(ColumnSchema column, Blueprint blueprint) {
    ColumnFill fill = blueprint.fills().get(column.name());
    boolean filled = fill != null && !(fill instanceof ColumnFill.Identity);
    return named(column)
        + collation(column, blueprint)
        + (filled ? of(fill) : "")
        + (filled && !column.nullable() ? " NOT NULL" : "");
  }

  private static String named(ColumnSchema column) {
    return Sql.identifier(column.name()) + " " + column.type().name();
  }

  private static String collation(ColumnSchema column, Blueprint blueprint) {
    String collation = blueprint.collations().get(column.name());
    return collation == null ? "" : " COLLATE " + collation;
  }

  private String of(ColumnFill fill) {
    if (fill instanceof ColumnFill.Default written) {
      return " DEFAULT " + written.expression();
    } else if (fill instanceof ColumnFill.Identity identity) {
      return " GENERATED "
          + (identity.always() ? "ALWAYS" : "BY DEFAULT")
          + " AS IDENTITY"
          + (identity.options().isEmpty() ? "" : " (" + identity.options() + ")");
    }
    ColumnFill.Computed computed = (ColumnFill.Computed) fill;
    return " GENERATED ALWAYS AS ("
        + computed.expression()
        + ") "
        + (computed.stored() || !virtual ? "STORED" : "VIRTUAL");
  }
}
