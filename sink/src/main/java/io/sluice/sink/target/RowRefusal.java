package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Value;
import io.sluice.postgres.Sql;
import io.sluice.postgres.SqlFailure;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.failure.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which column's value the target refuses. The server does not say, and its message holds
 * the value.
 */
final class RowRefusal {

  /** A label is part of a definition, and no secret; the element of an array may be one as well. */
  private static final String LACKING =
      """
      SELECT label FROM unnest(CASE WHEN ? THEN CAST(? AS text[]) ELSE ARRAY[?] END) AS l(label)
      WHERE label NOT IN (SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype(?))
      LIMIT 1
      """;

  private static final String DUPLICATE_TABLE = "42P07";

  private final Connection connection;
  private final Statements statements;
  private final SchemaEvolution evolution;

  RowRefusal(Connection connection, SchemaEvolution evolution) {
    this.connection = connection;
    this.statements = new Statements(connection);
    this.evolution = evolution;
  }

  /**
   * What is to be said of a change that was refused; the transaction can be used.
   *
   * @throws LabelMissing if it is a label that is to be added
   */
  TargetFailure of(SQLException refused, BoundTable table, Arrival.Change arrival)
      throws SQLException {
    return of(refused, table, List.of(image(arrival.change())), Where.row(table.topic(), arrival))
        .at(arrival);
  }

  /**
   * The same of rows of which one was refused.
   *
   * @param where what was being done
   * @throws LabelMissing if it is a label that is to be added
   */
  TargetFailure of(SQLException refused, BoundTable table, List<RowImage> rows, String where)
      throws SQLException {
    if (SqlFailure.of(refused) == SqlFailure.VALUE_REFUSED) {
      ensureStaging(table);
      for (RowImage row : rows) {
        Optional<BoundColumn> column = column(table, row);
        if (column.isPresent()) {
          return of(refused, new Refused(table, row, column.get(), where));
        }
      }
    }
    return TargetFailure.of(refused, where);
  }

  /** A value, and what it was for. */
  private record Refused(BoundTable table, RowImage row, BoundColumn column, String where) {

    ColumnSchema told() {
      return table.topic().columns().get(column.place());
    }

    boolean isLabel() {
      return !told().type().labels().isEmpty() && !column.column().labels().isEmpty();
    }
  }

  /** What was refused may have taken staging with it. */
  private void ensureStaging(BoundTable table) throws SQLException {
    try {
      statements.undoably(() -> statements.run(table.staging().create()));
    } catch (SQLException there) {
      if (!DUPLICATE_TABLE.equals(there.getSQLState())) {
        throw there;
      }
    }
  }

  private Optional<BoundColumn> column(BoundTable table, RowImage row) throws SQLException {
    for (BoundColumn column : table.map().columns()) {
      if (row.at(column.place()) instanceof Value.Text && isRefused(table, column, row)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  private boolean isRefused(BoundTable table, BoundColumn column, RowImage row)
      throws SQLException {
    try {
      statements.undoably(
          () -> statements.run(table.staging().one(column), List.of(column.of(row))));
      return false;
    } catch (SQLException refused) {
      return SqlFailure.of(refused) == SqlFailure.VALUE_REFUSED;
    }
  }

  private TargetFailure of(SQLException refused, Refused value) throws SQLException {
    Optional<String> label = value.isLabel() ? lacking(value) : Optional.empty();
    return label.isPresent() ? labelMissing(label.get(), value) : valueRefused(refused, value);
  }

  private static TargetFailure valueRefused(SQLException refused, Refused value) {
    String wanted = value.told().type().name();
    return TargetFailure.refused(
        SqlFailure.VALUE_REFUSED,
        "SQLSTATE "
            + refused.getSQLState()
            + ", column "
            + value.column().sql()
            + " of type "
            + value.column().column().type()
            + " does not take a value of type "
            + wanted
            + "; while "
            + value.where()
            + ". To do: ALTER TABLE "
            + Sql.table(value.table().topic().table())
            + " ALTER COLUMN "
            + value.column().sql()
            + " TYPE "
            + wanted
            + "; then restart");
  }

  private Optional<String> lacking(Refused value) throws SQLException {
    String text = ((Value.Text) value.row().at(value.column().place())).string();
    boolean isArray = value.told().type().isArray();
    try (PreparedStatement query = connection.prepareStatement(LACKING)) {
      query.setBoolean(1, isArray);
      query.setString(2, isArray ? text : null);
      query.setString(3, isArray ? null : text);
      query.setString(4, value.column().column().enumType());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private TargetFailure labelMissing(String label, Refused value) {
    TargetColumn column = value.column().column();
    String statement = new EnumGrowth(column.enumType(), column.labels()).add(label);
    if (evolution == SchemaEvolution.ADD) {
      throw new LabelMissing(value.table().topic(), column.enumType(), List.of(statement));
    }
    return TargetFailure.stop(
        ErrorCode.LABEL_MISSING_IN_TARGET,
        "column "
            + value.column().sql()
            + " has a label that type "
            + column.enumType()
            + " lacks in the target; while "
            + value.where()
            + ". To do: "
            + statement
            + "; then restart, or set schema.evolution=add");
  }

  private static RowImage image(RowChange change) {
    if (change instanceof RowChange.Read read) {
      return read.row();
    } else if (change instanceof RowChange.Insert insert) {
      return insert.after();
    } else if (change instanceof RowChange.Update update) {
      return update.after();
    } else if (change instanceof RowChange.Delete delete) {
      return delete.before();
    } else if (change instanceof RowChange.Rekey rekey) {
      return rekey.newKey();
    }
    throw new IllegalArgumentException("a truncate has no row");
  }
}
