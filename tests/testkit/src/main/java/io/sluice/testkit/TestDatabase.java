package io.sluice.testkit;

import io.sluice.postgres.Endpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of a test. Each call has a session of its own, in autocommit.
 *
 * @param endpoint as superuser
 */
public record TestDatabase(Endpoint endpoint) {

  /** Opens a session for a test that needs one of its own. */
  public Connection connect() {
    try {
      return endpoint.connect("sluice-test");
    } catch (SQLException failed) {
      throw new AssertionError("no session in " + endpoint.address(), failed);
    }
  }

  /** Executes statements, one after the other. */
  public void execute(String... statements) {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new AssertionError("a statement failed in " + endpoint.address(), failed);
    }
  }

  /** The first column of a query's rows, as text. */
  public List<String> texts(String query) {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    } catch (SQLException failed) {
      throw new AssertionError("a query failed in " + endpoint.address(), failed);
    }
  }

  /** The one value that a query yields, as text. */
  public String text(String query) {
    List<String> texts = texts(query);
    if (texts.size() != 1) {
      throw new AssertionError("one row was expected, not " + texts.size() + ", of: " + query);
    }
    return texts.get(0);
  }
}
