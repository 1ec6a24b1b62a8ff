package io.sluice.integration.facts;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** A session that stays open, for what happens between two statements of it. */
record OpenSession(Connection connection) implements AutoCloseable {

  static OpenSession in(TestDatabase database) {
    return new OpenSession(database.connect());
  }

  OpenSession run(String... statements) {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      return this;
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Runs a statement in another thread, because it waits for something. */
  CompletableFuture<OpenSession> runLater(String sql) {
    return CompletableFuture.supplyAsync(() -> run(sql));
  }

  /** The first column of the first row, as text. */
  String text(String query) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (!row.next()) {
        throw new AssertionError("no row of: " + query);
      }
      return row.getString(1);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }
}
