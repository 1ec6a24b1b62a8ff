package io.sluice.sink.target;

import io.sluice.postgres.Sql;
import io.sluice.postgres.SqlFailure;
import io.sluice.sink.failure.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.core.Parser;

/**
 * Runs statements that define something, in the transaction that is open. They hold expressions
 * that came with a topic, so that each has to be one statement and no more.
 */
record Definitions(Connection connection) {

  /** The advisory lock under which this product changes a target's definitions. */
  static final String LOCK = "SELECT pg_advisory_xact_lock(7310604825019)";

  /** A table in use is asked for again later rather than waited for with all others behind. */
  private static final String PATIENCE = "SET LOCAL lock_timeout = '10s'";

  private static final String ANY_PATIENCE = "SET LOCAL lock_timeout = 0";

  private static final String SCHEMA_OF =
      "SELECT CASE WHEN cardinality(p) > 1 THEN p[1] END FROM parse_ident(?) AS p";

  /** Tasks that define at the same time wait for one another, until the transaction ends. */
  void lock() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK);
      statement.execute(PATIENCE);
    }
  }

  /** What follows in the transaction waits for locks as long as it takes. */
  void done() throws SQLException {
    run(ANY_PATIENCE);
  }

  /** Whether there is no type of this name. */
  boolean lacksType(String name) throws SQLException {
    return holds("SELECT to_regtype(?) IS NULL", name);
  }

  /**
   * Runs a statement.
   *
   * @throws TargetFailure if it is more than one
   */
  void run(String sql) throws SQLException {
    if (Parser.parseJdbcSql(sql, true, false, true, false, true).size() != 1) {
      throw TargetFailure.stop(
          ErrorCode.DEFINITION_REFUSED,
          "a definition in a topic is not one statement. To do: find out who else writes to the"
              + " source's topics");
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** What the server has against a statement, of which nothing is left; empty if nothing. */
  Optional<String> refusal(String sql) throws SQLException {
    Statements statements = new Statements(connection);
    statements.run("SAVEPOINT sluice_definition");
    Optional<String> refusal = attempt(sql);
    statements.run("ROLLBACK TO SAVEPOINT sluice_definition");
    statements.run("RELEASE SAVEPOINT sluice_definition");
    return refusal;
  }

  private Optional<String> attempt(String sql) throws SQLException {
    try {
      run(sql);
      return Optional.empty();
    } catch (SQLException refused) {
      if (SqlFailure.of(refused).isRetryable()) {
        throw refused;
      }
      return Optional.of(SqlFailure.describe(refused));
    }
  }

  /** {@code IF NOT EXISTS} alone would ask for the right to create even where nothing is to do. */
  void createSchema(String schema) throws SQLException {
    if (!holds("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?)", schema)) {
      run("CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(schema));
    }
  }

  /** Creates the schema that a name in SQL begins with, if it begins with one. */
  void createSchemaOf(String qualified) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SCHEMA_OF)) {
      query.setString(1, qualified);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        String schema = row.getString(1);
        if (schema != null) {
          createSchema(schema);
        }
      }
    }
  }

  /** Whether a query with these parameters says true. */
  boolean holds(String question, String... parameters) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(question)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Whether the server computes generated columns when they are read. */
  boolean knowsVirtualColumns() throws SQLException {
    return holds("SELECT current_setting('server_version_num')::int >= 180000");
  }
}
