package io.sluice.control.verify;

import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the target's schema {@code sluice} in which verifications are kept. */
final class VerificationTables {

  private static final List<String> CREATE =
      List.of(
          "CREATE SCHEMA IF NOT EXISTS sluice",
          """
          CREATE TABLE IF NOT EXISTS sluice.verification_run (
            migration text PRIMARY KEY,
            started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            finished_at timestamptz,
            source_lsn pg_lsn NOT NULL,
            offsets jsonb NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS sluice.verification_table (
            migration text NOT NULL,
            table_schema text NOT NULL,
            table_name text NOT NULL,
            state text NOT NULL,
            reason text NOT NULL,
            identity text NOT NULL,
            key_columns text[] NOT NULL,
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (migration, table_schema, table_name))
          """,
          """
          CREATE TABLE IF NOT EXISTS sluice.verification (
            migration text NOT NULL,
            table_schema text NOT NULL,
            table_name text NOT NULL,
            range integer NOT NULL,
            after text[],
            up_to text[],
            state text NOT NULL,
            row_count bigint NOT NULL,
            missing bigint NOT NULL,
            extra bigint NOT NULL,
            different bigint NOT NULL,
            hot integer NOT NULL,
            keys jsonb NOT NULL,
            source_lsn pg_lsn,
            target_lsn pg_lsn,
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (migration, table_schema, table_name, range))
          """);

  private static final String EXIST =
      "SELECT to_regclass('sluice.verification') IS NOT NULL"
          + " AND to_regclass('sluice.verification_run') IS NOT NULL"
          + " AND to_regclass('sluice.verification_table') IS NOT NULL";

  private VerificationTables() {}

  static boolean exist(Connection target) throws SQLException {
    try (Statement statement = target.createStatement();
        ResultSet row = statement.executeQuery(EXIST)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Makes what is missing; where nothing is, no right to make anything is needed. */
  static void create(Connection target) throws SQLException {
    if (exist(target)) {
      return;
    }
    try (Statement statement = target.createStatement()) {
      for (String sql : CREATE) {
        if (!sql.startsWith("CREATE SCHEMA") || !hasSchema(target)) {
          statement.execute(sql);
        }
      }
    } catch (SQLException refused) {
      throw new Problem(
          "the target does not let us keep what is verified (SQLSTATE %s): GRANT USAGE, CREATE ON SCHEMA sluice TO %s"
              .formatted(refused.getSQLState(), target.getMetaData().getUserName()),
          refused);
    }
  }

  private static boolean hasSchema(Connection target) throws SQLException {
    try (Statement statement = target.createStatement();
        ResultSet row = statement.executeQuery("SELECT to_regnamespace('sluice') IS NOT NULL")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
