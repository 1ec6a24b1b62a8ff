package io.sluice.sink.target;

import io.sluice.change.TableId;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether the sink's role may do to a table what it will have to.
 *
 * @param connection a session of that role
 * @param user its name
 */
public record TableGrants(Connection connection, String user) {

  private static final String FIELD = "database.user";

  private static final String TABLE =
      """
      SELECT has_schema_privilege(n.oid, 'USAGE'),
             ARRAY(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
                    WHERE NOT has_table_privilege(c.oid, p)),
             row_security_active(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ?
      """;

  private static final String CAN_CREATE =
      """
      SELECT CASE WHEN to_regnamespace(?) IS NULL
                  THEN has_database_privilege(current_database(), 'CREATE')
                  ELSE has_schema_privilege(to_regnamespace(?)::oid, 'CREATE')
                   AND has_schema_privilege(to_regnamespace(?)::oid, 'USAGE') END,
             to_regnamespace(?) IS NULL, current_database()
      """;

  /** What is missing for writing to a table that is there. */
  public List<Finding> toWrite(TableId table) throws SQLException {
    return Query.of(connection, TABLE, table.schema(), table.table())
        .first(row -> toWrite(table, row))
        .orElse(List.of());
  }

  private List<Finding> toWrite(TableId table, ResultSet row) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    if (!row.getBoolean(1)) {
      findings.add(
          new Finding(
              "schema-usage",
              FIELD,
              "Role %s may not look into schema %s of the target.".formatted(user, table.schema()),
              "Run GRANT USAGE ON SCHEMA %s TO %s;"
                  .formatted(Sql.identifier(table.schema()), Sql.identifier(user))));
    }
    List<String> lacks = Arrays.asList((String[]) row.getArray(2).getArray());
    if (!lacks.isEmpty()) {
      String privileges = String.join(", ", lacks);
      findings.add(
          new Finding(
              "table-privileges",
              FIELD,
              "Role %s has no %s on table %s of the target.".formatted(user, privileges, table),
              "Run GRANT %s ON %s TO %s;"
                  .formatted(privileges, Sql.table(table), Sql.identifier(user))));
    }
    if (row.getBoolean(3)) {
      findings.add(
          new Finding(
              "row-security",
              FIELD,
              "Row-level security of table %s keeps rows of the target from role %s."
                  .formatted(table, user),
              "Run ALTER ROLE %s BYPASSRLS;".formatted(Sql.identifier(user))));
    }
    return findings;
  }

  /** What is missing for making a table. */
  List<Finding> toCreate(TableId table) throws SQLException {
    String schema = Sql.identifier(table.schema());
    return Query.of(connection, CAN_CREATE, schema, schema, schema, schema)
        .first(
            row -> row.getBoolean(1) ? Optional.<Finding>empty() : Optional.of(barred(table, row)))
        .flatMap(finding -> finding)
        .map(List::of)
        .orElse(List.of());
  }

  private Finding barred(TableId table, ResultSet row) throws SQLException {
    String object =
        row.getBoolean(2)
            ? "CREATE ON DATABASE " + Sql.identifier(row.getString(3))
            : "USAGE, CREATE ON SCHEMA " + Sql.identifier(table.schema());
    return new Finding(
        "create-table",
        FIELD,
        "Role %s may not make table %s, which the target does not have.".formatted(user, table),
        "Make the table, or run GRANT %s TO %s;".formatted(object, Sql.identifier(user)));
  }
}
