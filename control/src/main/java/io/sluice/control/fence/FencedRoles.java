package io.sluice.control.fence;

import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Roles that may not log in. Roles are the whole server's: they are kept out of its other databases
 * as well.
 *
 * @param session to the database
 */
record FencedRoles(Connection session) {

  private static final String ROLES =
      """
      SELECT named.name, r.oid IS NOT NULL, coalesce(r.rolsuper, false),
             coalesce(r.rolcanlogin, false), named.name IN (current_user, session_user),
             coalesce(us.rolsuper OR us.rolcreaterole
                      AND CASE WHEN current_setting('server_version_num')::int < 160000
                               THEN NOT r.rolreplication
                               ELSE pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION') END, false),
             coalesce(pg_has_role(r.oid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE'), false)
        FROM unnest(?) AS named (name) LEFT JOIN pg_roles r ON r.rolname = named.name
        JOIN pg_roles us ON us.rolname = current_user
       ORDER BY 1
      """;

  private static final String TERMINATE =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = ANY (?) AND pid <> pg_backend_pid()
      """;

  /**
   * A role as the server has it.
   *
   * @param ours whether the command itself logs in as it
   * @param alterable whether the command may take its login
   * @param endable whether the command may end its sessions
   */
  record Role(
      String name,
      boolean exists,
      boolean isSuper,
      boolean canLogIn,
      boolean ours,
      boolean alterable,
      boolean endable) {}

  List<Role> roles(List<String> names) throws SQLException {
    return Query.of(session, ROLES, names)
        .list(
            row ->
                new Role(
                    row.getString(1),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7)));
  }

  /** Takes their login away, or gives it back; like any change it holds from the commit on. */
  void login(List<String> names, boolean may) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (String name : names) {
        statement.execute("ALTER ROLE " + Sql.identifier(name) + (may ? " LOGIN" : " NOLOGIN"));
      }
    }
  }

  /** Ends their sessions in this database, and returns when none is left. */
  void end(List<String> names, Patience patience) {
    patience.until(
        () -> terminate(names) == 0,
        () -> "sessions of " + String.join(", ", names) + " do not end");
  }

  private long terminate(List<String> names) {
    try {
      return Query.of(session, TERMINATE, names).number();
    } catch (SQLException e) {
      throw new Problem("sessions cannot be ended: " + e.getMessage(), e);
    }
  }
}
