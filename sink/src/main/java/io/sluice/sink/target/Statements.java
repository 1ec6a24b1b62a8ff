package io.sluice.sink.target;

import io.sluice.change.Value;
import io.sluice.postgres.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs statements on the session's one connection. */
record Statements(Connection connection) {

  /** Work that may be undone alone. */
  interface Work {
    void run() throws SQLException;
  }

  /** Makes something of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Work that comes to something. */
  interface Attempt<T> {
    T run() throws SQLException;
  }

  /** Runs a statement; returns how many rows it touched. */
  int run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Runs a statement with texts as parameters, whose types the server finds out. */
  int run(String sql, List<Value> parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Asks a question; returns what the rows of its answer are made into. */
  <T> List<T> list(String sql, List<Value> parameters, Row<T> reader) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet row = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  /** Asks a question whose answer is yes or no. */
  boolean holds(String question) throws SQLException {
    return list(question, List.of(), row -> row.getBoolean(1)).contains(true);
  }

  private PreparedStatement prepare(String sql, List<Value> parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) instanceof Value.Text text) {
        statement.setObject(i + 1, text.string(), Types.OTHER);
      } else {
        statement.setNull(i + 1, Types.OTHER);
      }
    }
    return statement;
  }

  /**
   * Runs work under a savepoint and undoes it if it fails.
   *
   * @throws SQLException what failed, with the transaction as usable as before
   */
  void undoably(Work work) throws SQLException {
    run("SAVEPOINT sluice");
    try {
      work.run();
    } catch (SQLException refused) {
      undo(refused);
      throw refused;
    }
    run("RELEASE SAVEPOINT sluice");
  }

  /** Empty if rows were refused, and then nothing of the attempt is left. */
  <T> Optional<T> attempt(Attempt<T> attempt) throws SQLException {
    List<T> result = new ArrayList<>();
    try {
      undoably(() -> result.add(attempt.run()));
      return Optional.of(result.get(0));
    } catch (Overtaken again) {
      return Optional.empty();
    } catch (SQLException refused) {
      if (SqlFailure.of(refused).isAboutRows()) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private void undo(SQLException refused) {
    try {
      run("ROLLBACK TO SAVEPOINT sluice");
      run("RELEASE SAVEPOINT sluice");
    } catch (SQLException broken) {
      refused.addSuppressed(broken);
    }
  }
}
