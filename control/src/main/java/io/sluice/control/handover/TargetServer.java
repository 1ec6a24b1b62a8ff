package io.sluice.control.handover;

import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the target's server lets our role do about subscriptions.
 *
 * @param major its version
 * @param user our role
 * @param superuser whether that is one
 * @param maySubscribe whether it may create subscriptions
 * @param mayCreate whether it may create in the database
 * @param mayAdvance whether it may say where an origin is
 */
record TargetServer(
    int major,
    String user,
    boolean superuser,
    boolean maySubscribe,
    boolean mayCreate,
    boolean mayAdvance) {

  private static final String LOOK =
      """
      SELECT current_setting('server_version_num')::int / 10000, quote_ident(current_user), rolsuper,
             coalesce(pg_has_role(to_regrole('pg_create_subscription'), 'USAGE'), false),
             has_database_privilege(current_database(), 'CREATE'),
             has_function_privilege('pg_replication_origin_advance(text, pg_lsn)', 'EXECUTE')
        FROM pg_roles WHERE rolname = current_user
      """;

  /** A password in a statement is not to be written into the server's log. */
  private static final String DISCREET =
      "SET log_statement = none; SET log_min_error_statement = panic;"
          + " SET log_min_duration_statement = -1; SET log_min_duration_sample = -1";

  static TargetServer of(Connection target) throws SQLException {
    try (Statement statement = target.createStatement();
        ResultSet row = statement.executeQuery(LOOK)) {
      if (!row.next()) {
        throw new Problem("the target does not say who we are");
      }
      return new TargetServer(
          row.getInt(1),
          row.getString(2),
          row.getBoolean(3),
          row.getBoolean(4),
          row.getBoolean(5),
          row.getBoolean(6));
    }
  }

  /** What a superuser has to grant first, in SQL; empty if nothing. */
  List<String> missingRights(String database) {
    List<String> missing = new ArrayList<>();
    if (superuser) {
      return missing;
    }
    if (major < 16) {
      missing.add(
          "PostgreSQL %d lets superusers alone subscribe: give one as target.user"
              .formatted(major));
      return missing;
    }
    if (!maySubscribe) {
      missing.add("GRANT pg_create_subscription TO %s;".formatted(user));
    }
    if (!mayCreate) {
      missing.add("GRANT CREATE ON DATABASE %s TO %s;".formatted(database, user));
    }
    if (!mayAdvance) {
      missing.add(
          "GRANT EXECUTE ON FUNCTION pg_replication_origin_advance(text, pg_lsn) TO %s;"
              .formatted(user));
    }
    return missing;
  }

  /** Keeps the source's password out of the target's log, as far as our role can. */
  void hush(Connection target) throws SQLException {
    if (superuser) {
      try (Statement statement = target.createStatement()) {
        statement.execute(DISCREET);
      }
    }
  }
}
