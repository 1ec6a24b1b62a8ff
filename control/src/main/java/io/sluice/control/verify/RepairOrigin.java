package io.sluice.control.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The replication origin of repairs: a capture of the target leaves them out, as it does what the
 * sink writes. Its name begins as those of the sink's own.
 *
 * @param target in autocommit
 * @param sink the connector's name
 */
record RepairOrigin(Connection target, String sink) {

  private static final String CREATE =
      "SELECT pg_replication_origin_create(n) FROM (VALUES (?)) AS o(n)"
          + " WHERE pg_replication_origin_oid(n) IS NULL";
  private static final String SET_UP = "SELECT pg_replication_origin_session_setup(?)";

  /** Marks all further transactions of the session. */
  void attach() throws SQLException {
    call(CREATE);
    call(SET_UP);
  }

  private void call(String sql) throws SQLException {
    try (PreparedStatement statement = target.prepareStatement(sql)) {
      statement.setString(1, "sluice:" + sink + ":repair");
      statement.execute();
    }
  }
}
