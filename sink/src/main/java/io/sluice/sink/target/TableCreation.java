package io.sluice.sink.target;

import static java.util.stream.Collectors.joining;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.TableSchema;
import io.sluice.postgres.Sql;
import io.sluice.sink.failure.ErrorCode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates a missing table with what its columns need: schemas and enum types. All of it belongs to
 * the running transaction; tasks that create at the same time wait for one another.
 */
final class TableCreation {

  /** The advisory lock under which this product changes a target's definitions. */
  static final String LOCK = "SELECT pg_advisory_xact_lock(7310604825019)";

  private final Connection connection;
  private final Statements statements;

  TableCreation(Connection connection) {
    this.connection = connection;
    this.statements = new Statements(connection);
  }

  void create(TableSchema topic) throws SQLException {
    lock();
    createSchema(topic.table().schema());
    for (ColumnSchema column : topic.columns()) {
      createType(column, topic);
    }
    statements.run(
        "CREATE TABLE IF NOT EXISTS "
            + Sql.table(topic.table())
            + " ("
            + columns(topic)
            + primaryKey(topic)
            + ")");
  }

  private static String primaryKey(TableSchema topic) {
    return topic.hasKey()
        ? ", PRIMARY KEY ("
            + Sql.identifiers(topic.keyColumns().stream().map(ColumnSchema::name).toList())
            + ")"
        : "";
  }

  private void lock() throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.execute();
    }
  }

  /** {@code IF NOT EXISTS} alone would ask for the right to create even where nothing is to do. */
  private void createSchema(String schema) throws SQLException {
    if (!holds("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?)", schema)) {
      statements.run("CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(schema));
    }
  }

  private void createType(ColumnSchema column, TableSchema topic) throws SQLException {
    ColumnType type = element(column.type());
    if (holds("SELECT to_regtype(?) IS NOT NULL", type.name())) {
      return;
    }
    if (type.labels().isEmpty()) {
      throw TargetFailure.stop(
          ErrorCode.NO_SUCH_TYPE,
          "column "
              + column.name()
              + " of table "
              + topic.table()
              + " is of type "
              + type.name()
              + ", which the target does not have. To do: create the type or its extension there,"
              + " then restart");
    }
    List<String> name = parts(type.name());
    if (name.size() > 1) {
      createSchema(name.get(0));
    }
    String labels = type.labels().stream().map(Sql::literal).collect(joining(", "));
    statements.run(
        "CREATE TYPE "
            + name.stream().map(Sql::identifier).collect(joining("."))
            + " AS ENUM ("
            + labels
            + ")");
  }

  private static ColumnType element(ColumnType type) {
    return type.isArray() ? element(type.element()) : type;
  }

  /** The name's parts without quotes; the server takes them apart. */
  private List<String> parts(String typeName) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT parse_ident(?)")) {
      query.setString(1, typeName);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        Array parts = row.getArray(1);
        return new ArrayList<>(List.of((String[]) parts.getArray()));
      }
    }
  }

  private boolean holds(String question, String name) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(question)) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static String columns(TableSchema topic) {
    return topic.columns().stream()
        .map(
            column ->
                Sql.identifier(column.name())
                    + " "
                    + column.type().name()
                    + (column.nullable() ? "" : " NOT NULL"))
        .collect(joining(", "));
  }
}
