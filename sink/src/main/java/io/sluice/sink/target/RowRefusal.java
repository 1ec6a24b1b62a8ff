package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.postgres.Sql;
import io.sluice.postgres.SqlFailure;
import io.sluice.sink.apply.Arrival;
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
    Optional<BoundColumn> column =
        SqlFailure.of(refused) == SqlFailure.VALUE_REFUSED
            ? column(table, image(arrival.change()))
            : Optional.empty();
    return column.isPresent()
        ? of(refused, table, arrival, column.get())
        : TargetFailure.of(refused, Where.row(table, arrival));
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
          () -> statements.run(table.bulk().stageOne(column), List.of(column.of(row))));
      return false;
    } catch (SQLException refused) {
      return SqlFailure.of(refused) == SqlFailure.VALUE_REFUSED;
    }
  }

  private TargetFailure of(
      SQLException refused, BoundTable table, Arrival.Change arrival, BoundColumn column)
      throws SQLException {
    TableSchema topic = table.topic();
    ColumnSchema told = topic.columns().get(column.place());
    Optional<String> label =
        told.type().labels().isEmpty() || column.column().labels().isEmpty()
            ? Optional.empty()
            : lacking(told, column, (Value.Text) image(arrival.change()).at(column.place()));
    return label.isPresent()
        ? labelMissing(label.get(), table, arrival, column)
        : TargetFailure.stop(
            SqlFailure.VALUE_REFUSED.name(),
            "SQLSTATE "
                + refused.getSQLState()
                + ", column "
                + column.sql()
                + " of type "
                + column.column().type()
                + " does not take a value of type "
                + told.type().name()
                + "; while "
                + Where.row(table, arrival)
                + ". To do: ALTER TABLE "
                + Sql.table(topic.table())
                + " ALTER COLUMN "
                + column.sql()
                + " TYPE "
                + told.type().name()
                + "; then restart");
  }

  private Optional<String> lacking(ColumnSchema told, BoundColumn column, Value.Text text)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LACKING)) {
      boolean isArray = told.type().isArray();
      query.setBoolean(1, isArray);
      query.setString(2, isArray ? text.string() : null);
      query.setString(3, isArray ? null : text.string());
      query.setString(4, column.column().enumType());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private TargetFailure labelMissing(
      String label, BoundTable table, Arrival.Change arrival, BoundColumn column) {
    String statement =
        new EnumGrowth(column.column().enumType(), column.column().labels()).add(label);
    if (evolution == SchemaEvolution.ADD) {
      throw new LabelMissing(table.topic(), column.column().enumType(), List.of(statement));
    }
    return TargetFailure.stop(
        "LABEL_MISSING_IN_TARGET",
        "column "
            + column.sql()
            + " has a label that type "
            + column.column().enumType()
            + " lacks in the target; while "
            + Where.row(table, arrival)
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
