package io.sluice.bench.stand;

import io.sluice.control.box.Pid;
import io.sluice.control.box.PostgresServer;
import io.sluice.postgres.Endpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database on one of the stand's servers.
 *
 * @param server where it is
 * @param endpoint its address, as superuser
 */
public record Server(PostgresServer server, Endpoint endpoint) {

  /** The server's process. */
  public Pid pid() {
    return server.pid();
  }

  /** Opens a session, in autocommit. Only {@code pg_catalog} is on its search path. */
  public Connection connect() throws SQLException {
    return endpoint.connect("sluice-bench");
  }

  /** Runs statements, one after the other, each in a transaction of its own. */
  public void execute(String... statements) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row; 0 where that is null or there is none. */
  public long number(String query) throws SQLException {
    try (Connection session = connect()) {
      return number(session, query);
    }
  }

  /** The same, in an open session. */
  public static long number(Connection session, String query) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Whether a query's first column is true in its first row. */
  public boolean is(String query) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The first column of the first row, as text. */
  public String text(String query) throws SQLException {
    try (Connection session = connect();
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Leaves nothing for later: vacuums this database, and writes everything to disk. */
  public void settle() throws SQLException {
    execute("VACUUM ANALYZE", "CHECKPOINT");
  }
}
