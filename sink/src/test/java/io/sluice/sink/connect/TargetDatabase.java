package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import io.sluice.testkit.network.TcpProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A test's view of its target. */
record TargetDatabase(Endpoint endpoint) {

  static TargetDatabase create() throws SQLException {
    return new TargetDatabase(TargetServer.newDatabase());
  }

  /** A network of its own in front of it. */
  TcpProxy proxy() {
    return TcpProxy.to(endpoint.host(), endpoint.port());
  }

  /** As it is reached through a proxy. */
  Endpoint through(TcpProxy proxy) {
    return Endpoint.of("127.0.0.1", proxy.port(), endpoint.database(), endpoint.user(), "");
  }

  void run(String... sql) throws SQLException {
    try (Connection connection = endpoint.connect("test");
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  /** The same database for a new role, which may do no more than a sink has to do anywhere. */
  Endpoint limited(String role) throws SQLException {
    run(
        "CREATE ROLE " + role + " LOGIN",
        "GRANT CREATE, TEMPORARY ON DATABASE " + endpoint.database() + " TO " + role,
        "GRANT SET ON PARAMETER session_replication_role TO " + role,
        "GRANT EXECUTE ON FUNCTION pg_replication_origin_create, pg_replication_origin_oid,"
            + " pg_replication_origin_session_setup, pg_replication_origin_xact_setup TO "
            + role);
    return Endpoint.of(endpoint.host(), endpoint.port(), endpoint.database(), role, "");
  }

  /** The rows of a table as PostgreSQL's own text, in order. */
  List<String> rows(String table) throws SQLException {
    return list("SELECT t::text FROM " + table + " t ORDER BY t::text COLLATE \"C\"");
  }

  /** The first column of a query. */
  List<String> list(String sql) throws SQLException {
    List<String> list = new ArrayList<>();
    try (Connection connection = endpoint.connect("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        list.add(row.getString(1));
      }
    }
    return list;
  }
}
