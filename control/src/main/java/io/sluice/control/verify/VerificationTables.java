package io.sluice.control.verify;

import io.sluice.control.report.Problem;
import io.sluice.postgres.OwnTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables of the target's schema {@code sluice} in which verifications are kept. */
final class VerificationTables {

  private static final List<OwnTable> TABLES =
      List.of(
          new OwnTable(
              "verification_run",
              """
              migration text PRIMARY KEY,
              started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
              finished_at timestamptz,
              source_lsn pg_lsn NOT NULL,
              offsets jsonb NOT NULL
              """),
          new OwnTable(
              "verification_table",
              """
              migration text NOT NULL,
              table_schema text NOT NULL,
              table_name text NOT NULL,
              state text NOT NULL,
              reason text NOT NULL,
              identity text NOT NULL,
              key_columns text[] NOT NULL,
              at timestamptz NOT NULL DEFAULT clock_timestamp(),
              PRIMARY KEY (migration, table_schema, table_name)
              """),
          new OwnTable(
              "verification",
              """
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
              PRIMARY KEY (migration, table_schema, table_name, range)
              """));

  private VerificationTables() {}

  static boolean exist(Connection target) throws SQLException {
    for (OwnTable table : TABLES) {
      if (!table.exists(target)) {
        return false;
      }
    }
    return true;
  }

  /** Makes what is missing. */
  static void create(Connection target) throws SQLException {
    try {
      for (OwnTable table : TABLES) {
        table.create(target);
      }
    } catch (SQLException refused) {
      throw new Problem(
          "the target does not let us keep what is verified (SQLSTATE %s): GRANT USAGE, CREATE ON SCHEMA sluice TO %s"
              .formatted(refused.getSQLState(), target.getMetaData().getUserName()),
          refused);
    }
  }
}
