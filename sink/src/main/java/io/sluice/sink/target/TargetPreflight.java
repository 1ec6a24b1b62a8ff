package io.sluice.sink.target;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Sql;
import io.sluice.postgres.SqlFailure;
import io.sluice.sink.target.Finding.About;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for everything that would keep the sink from working, and changes nothing. */
public final class TargetPreflight {

  private static final String CAN_CREATE =
      "SELECT to_regclass('sluice.progress') IS NOT NULL"
          + " OR has_database_privilege(current_database(), 'CREATE')";

  private static final String CAN_STAGE =
      "SELECT has_database_privilege(current_database(), 'TEMPORARY')";

  private static final String IS_PRIMARY =
      "SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'";

  private static final String CAN_MARK_ORIGIN =
      "SELECT has_function_privilege('pg_replication_origin_create(text)', 'EXECUTE')"
          + " AND has_function_privilege('pg_replication_origin_oid(text)', 'EXECUTE')"
          + " AND (SELECT bool_and(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc"
          + " WHERE proname = 'pg_replication_origin_session_setup')";

  private final Endpoint endpoint;

  public TargetPreflight(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** All findings at once; none if the sink can work. */
  public List<Finding> findings() {
    try (Connection connection = endpoint.connect("sluice sink validate")) {
      return inside(connection);
    } catch (SQLException refused) {
      return List.of(refusal(refused));
    }
  }

  private List<Finding> inside(Connection connection) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    String user = Sql.identifier(endpoint.user());
    String database = Sql.identifier(endpoint.database());
    if (!holds(connection, IS_PRIMARY)) {
      add(findings, About.HOST, endpoint.address() + " is read only; name the primary.");
    }
    if (!holds(connection, CAN_CREATE)) {
      add(
          findings,
          About.USER,
          "The user may not create the schema sluice in the target; run GRANT CREATE ON DATABASE "
              + database
              + " TO "
              + user
              + ".");
    }
    if (!holds(connection, CAN_STAGE)) {
      add(
          findings,
          About.USER,
          "The user may not create temporary tables in the target; run GRANT TEMPORARY ON DATABASE "
              + database
              + " TO "
              + user
              + ".");
    }
    if (!canQuietTriggers(connection)) {
      add(
          findings,
          About.USER,
          "The user may not keep triggers and foreign keys quiet; run GRANT SET ON PARAMETER"
              + " session_replication_role TO "
              + user
              + " (PostgreSQL 15 and later).");
    }
    if (!holds(connection, CAN_MARK_ORIGIN)) {
      add(
          findings,
          About.USER,
          "The user may not mark its transactions with a replication origin; run GRANT EXECUTE ON"
              + " FUNCTION pg_replication_origin_create, pg_replication_origin_oid,"
              + " pg_replication_origin_session_setup TO "
              + user
              + ".");
    }
    return findings;
  }

  private static void add(List<Finding> findings, About about, String sentence) {
    findings.add(new Finding(about, sentence));
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

  private Finding refusal(SQLException refused) {
    String state = String.valueOf(refused.getSQLState());
    return switch (state) {
      case "28P01" ->
          new Finding(
              About.PASSWORD,
              "The target refuses the password of user " + endpoint.user() + "; correct it.");
      case "28000" ->
          new Finding(
              About.USER,
              "The target lets user "
                  + endpoint.user()
                  + " not in; correct the user or pg_hba.conf.");
      case "3D000" ->
          new Finding(
              About.DATABASE,
              "There is no database "
                  + endpoint.database()
                  + " at "
                  + endpoint.host()
                  + ":"
                  + endpoint.port()
                  + "; create it or correct the name.");
      default -> unreachable(refused);
    };
  }

  private Finding unreachable(SQLException refused) {
    String at = endpoint.host() + ":" + endpoint.port();
    if (refused.getCause() instanceof UnknownHostException) {
      return new Finding(About.HOST, "There is no host " + endpoint.host() + "; correct the name.");
    }
    if (String.valueOf(refused.getMessage()).contains("SSL")) {
      return new Finding(
          About.SSL,
          "The target and sslmode "
              + endpoint.sslMode()
              + " do not agree; "
              + SqlFailure.describe(refused)
              + ".");
    }
    if (refused.getCause() instanceof ConnectException) {
      return new Finding(
          About.PORT, "Nothing answers at " + at + "; start the server or correct host and port.");
    }
    return new Finding(
        About.HOST,
        "The target at " + at + " cannot be used: " + SqlFailure.describe(refused) + ".");
  }
}
