package io.sluice.sink.target;

import io.sluice.change.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/** Runs statements on the session's one connection. */
record Statements(Connection connection) {

  /** Work that may be undone alone. */
  interface Work {
    void run() throws SQLException;
  }

  /** Runs a statement; returns how many rows it touched. */
  int run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Runs a statement with texts as parameters, whose types the server finds out. */
  int run(String sql, List<Value> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i) instanceof Value.Text text) {
          statement.setObject(i + 1, text.string(), Types.OTHER);
        } else {
          statement.setNull(i + 1, Types.OTHER);
        }
      }
      return statement.executeUpdate();
    }
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

  private void undo(SQLException refused) {
    try {
      run("ROLLBACK TO SAVEPOINT sluice");
      run("RELEASE SAVEPOINT sluice");
    } catch (SQLException broken) {
      refused.addSuppressed(broken);
    }
  }
}
