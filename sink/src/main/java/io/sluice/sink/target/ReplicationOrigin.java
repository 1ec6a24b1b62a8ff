package io.sluice.sink.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The replication origin under which a session writes, so that a reverse capture can leave its
 * transactions out.
 *
 * <p>Only one session may hold an origin. While a predecessor that has not ended yet holds this
 * task's, the next free one of a few is taken; their names all start with {@code
 * sluice:<connector>:}.
 */
final class ReplicationOrigin {

  private static final String IN_USE = "55006";
  private static final int SPARES = 8;

  private static final String CREATE =
      "SELECT pg_replication_origin_create(n) FROM (VALUES (?)) AS o(n)"
          + " WHERE pg_replication_origin_oid(n) IS NULL";

  private static final String SET_UP = "SELECT pg_replication_origin_session_setup(?)";

  private final Connection connection;
  private final String name;

  ReplicationOrigin(Connection connection, String connector, int task) {
    this.connection = connection;
    this.name = prefix(connector) + task;
  }

  /** What the names of all origins of a connector start with. */
  static String prefix(String connector) {
    return "sluice:" + connector + ":";
  }

  /** Marks all further transactions of the session, which is in autocommit. */
  void attach() throws SQLException {
    for (int spare = 0; ; spare++) {
      try {
        call(CREATE, name(spare));
        call(SET_UP, name(spare));
        return;
      } catch (SQLException taken) {
        if (!IN_USE.equals(taken.getSQLState()) || spare == SPARES) {
          throw taken;
        }
      }
    }
  }

  private String name(int spare) {
    return spare == 0 ? name : name + "." + spare;
  }

  private void call(String sql, String origin) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, origin);
      statement.execute();
    }
  }
}
