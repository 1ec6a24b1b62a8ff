package io.sluice.sink.target;

import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the target's collations sort as they did when its indexes were built: an index on a text
 * key that does not finds no rows, and takes a second row of the same key.
 */
record Collations(Connection connection) {

  private static final String OF_DATABASE =
      """
      SELECT datname, datcollversion, pg_database_collation_actual_version(oid)
        FROM pg_database
       WHERE datname = current_database()
         AND datcollversion <> pg_database_collation_actual_version(oid)
      """;

  private static final String OF_COLUMNS =
      """
      SELECT n.nspname, c.collname, c.collversion, pg_collation_actual_version(c.oid)
        FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
       WHERE c.collversion <> pg_collation_actual_version(c.oid)
         AND EXISTS (SELECT FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
                      WHERE a.attcollation = c.oid AND t.relkind IN ('r', 'p', 'i', 'I')
                        AND t.relnamespace <> 'pg_catalog'::regnamespace)
      """;

  List<Finding> check() throws SQLException {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(
        Query.of(connection, OF_DATABASE)
            .list(
                row ->
                    warning(
                        "database " + row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        "DATABASE "
                            + Sql.identifier(row.getString(1))
                            + " REFRESH COLLATION VERSION")));
    findings.addAll(
        Query.of(connection, OF_COLUMNS)
            .list(
                row ->
                    warning(
                        "collation " + row.getString(1) + "." + row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        "COLLATION "
                            + Sql.identifier(row.getString(1))
                            + "."
                            + Sql.identifier(row.getString(2))
                            + " REFRESH VERSION")));
    return findings;
  }

  private static Finding warning(String what, String recorded, String actual, String alteration) {
    return Finding.warning(
        "collation-version",
        "database.dbname",
        "The target's %s was made with version %s of its collation, and its server has %s now."
            .formatted(what, recorded, actual),
        "Build its indexes anew with REINDEX, and then run ALTER %s;".formatted(alteration));
  }
}
