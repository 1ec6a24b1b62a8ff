package io.sluice.sink.target;

import io.sluice.postgres.ConnectionProblem;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Release;
import io.sluice.postgres.Sql;
import io.sluice.postgres.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for everything that would keep the sink from working, and changes nothing. */
public final class TargetPreflight {

  private static final int OLDEST_VERSION = 15;

  /** Who may not use the schema gets an error for a look into it. */
  private static final String CAN_CREATE =
      """
      SELECT CASE
        WHEN to_regnamespace('sluice') IS NULL THEN has_database_privilege(current_database(), 'CREATE')
        WHEN NOT has_schema_privilege(to_regnamespace('sluice')::oid, 'USAGE') THEN false
        ELSE to_regclass('sluice.progress') IS NOT NULL
          OR has_schema_privilege(to_regnamespace('sluice')::oid, 'CREATE') END
      """;

  private static final String HAS_SCHEMA = "SELECT to_regnamespace('sluice') IS NOT NULL";

  private static final String CAN_STAGE =
      "SELECT has_database_privilege(current_database(), 'TEMPORARY')";

  private static final String IS_PRIMARY =
      "SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'";

  private static final String CAN_MARK_ORIGIN =
      "SELECT has_function_privilege('pg_replication_origin_create(text)', 'EXECUTE')"
          + " AND has_function_privilege('pg_replication_origin_oid(text)', 'EXECUTE')"
          + " AND (SELECT bool_and(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc"
          + " WHERE proname IN ('pg_replication_origin_session_setup',"
          + " 'pg_replication_origin_xact_setup'))";

  private static final String TRACKS_COMMITS =
      "SELECT current_setting('track_commit_timestamp') = 'on'";

  private final Endpoint endpoint;
  private final ApplyRules rules;

  public TargetPreflight(Endpoint endpoint, ApplyRules rules) {
    this.endpoint = endpoint;
    this.rules = rules;
  }

  /** All findings at once; none if the sink can work. */
  public List<Finding> findings() {
    try (Connection connection = endpoint.connect("sluice sink validate")) {
      return findings(connection);
    } catch (SQLException refused) {
      return List.of(ConnectionProblem.of(endpoint, refused));
    }
  }

  /** The same in a session of the sink's role; its triggers may be quiet afterwards. */
  public List<Finding> findings(Connection connection) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_VERSION) {
      findings.add(
          new Finding(
              "version",
              "database.hostname",
              "The target is PostgreSQL %d.".formatted(version),
              "Sluice needs version %d or later.".formatted(OLDEST_VERSION)));
    }
    findings.addAll(Release.of(connection).asTarget());
    findings.addAll(new Collations(connection).check());
    String user = Sql.identifier(endpoint.user());
    String database = Sql.identifier(endpoint.database());
    if (!holds(connection, IS_PRIMARY)) {
      findings.add(
          new Finding(
              "primary",
              "database.hostname",
              "The server at " + endpoint.address() + " is read only.",
              "Name the primary."));
    }
    if (!holds(connection, CAN_CREATE)) {
      findings.add(uncreatable(connection, user, database));
    }
    if (!holds(connection, CAN_STAGE)) {
      findings.add(
          missing(
              "temporary",
              "create temporary tables in the target",
              "GRANT TEMPORARY ON DATABASE " + database + " TO " + user + ";"));
    }
    if (rules.conflicts() != ConflictMode.APPLY && !holds(connection, TRACKS_COMMITS)) {
      findings.add(
          new Finding(
              "commit-timestamps",
              "conflict.mode",
              "The target does not keep who committed what and when, which every conflict.mode but"
                  + " apply goes by.",
              "Run ALTER SYSTEM SET track_commit_timestamp = on; and restart the server; rows that"
                  + " were written before count as nobody's."));
    }
    if (!rules.triggersFire() && !canQuietTriggers(connection)) {
      findings.add(
          missing(
              "replication-role",
              "keep triggers and foreign keys quiet",
              "GRANT SET ON PARAMETER session_replication_role TO " + user + ";"));
    }
    if (!holds(connection, CAN_MARK_ORIGIN)) {
      findings.add(
          missing(
              "origin",
              "mark its transactions with a replication origin",
              "GRANT EXECUTE ON FUNCTION pg_replication_origin_create, pg_replication_origin_oid,"
                  + " pg_replication_origin_session_setup, pg_replication_origin_xact_setup TO "
                  + user
                  + ";"));
    }
    return findings;
  }

  private Finding uncreatable(Connection connection, String user, String database)
      throws SQLException {
    return holds(connection, HAS_SCHEMA)
        ? missing(
            "create",
            "make tables in schema sluice of the target",
            "GRANT USAGE, CREATE ON SCHEMA sluice TO " + user + ";")
        : missing(
            "create",
            "create the schema sluice in the target",
            "GRANT CREATE ON DATABASE " + database + " TO " + user + ";");
  }

  private Finding missing(String check, String privilege, String grant) {
    return new Finding(
        check,
        "database.user",
        "User %s may not %s.".formatted(endpoint.user(), privilege),
        "Run " + grant);
  }

  private static boolean holds(Connection connection, String question) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(question);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static boolean canQuietTriggers(Connection connection) throws SQLException {
    try {
      new Statements(connection).run("SET session_replication_role = replica");
      return true;
    } catch (SQLException refused) {
      if (SqlFailure.of(refused) == SqlFailure.NO_PRIVILEGE) {
        return false;
      }
      throw refused;
    }
  }
}
