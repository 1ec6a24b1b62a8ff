package io.sluice.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What tables have to offer before their rows can be copied and followed. */
public final class TablePrerequisites {

  private static final String FIELD = "table.include.list";

  private static final String PRIVILEGES =
      """
      SELECT has_schema_privilege(c.relnamespace, 'USAGE'), has_table_privilege(c.oid, 'SELECT')
        FROM pg_class c WHERE c.oid = CAST(? AS oid)
      """;

  private final Connection connection;
  private final String role;

  /**
   * Prerequisites of tables.
   *
   * @param connection a session of the role that is to read
   * @param role its name
   */
  public TablePrerequisites(Connection connection, String role) {
    this.connection = connection;
    this.role = role;
  }

  /** Every problem of every table. */
  public List<Finding> check(Collection<TableDefinition> tables) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (TableDefinition table : tables) {
      findings.addAll(check(table));
    }
    return findings;
  }

  private List<Finding> check(TableDefinition table) throws SQLException {
    if (!table.kind().isLogged()) {
      return List.of(notLogged(table));
    }
    List<Finding> findings = new ArrayList<>(key(table));
    findings.addAll(privileges(table));
    if (table.rowSecurity()) {
      findings.add(rowSecurity(table));
    }
    return findings;
  }

  private static Finding notLogged(TableDefinition table) {
    return new Finding(
        "table-kind",
        FIELD,
        "%s is %s, whose changes are not in the log.".formatted(table.table(), table.kind()),
        table.kind() == TableKind.UNLOGGED
            ? "Run ALTER TABLE %s SET LOGGED; or name it in table.exclude.list."
                .formatted(Sql.table(table.table()))
            : "Name it in table.exclude.list.");
  }

  private static List<Finding> key(TableDefinition table) {
    String name = Sql.table(table.table());
    if (table.key() instanceof TableKey.Deferrable deferrable) {
      return List.of(
          new Finding(
              "deferrable-key",
              FIELD,
              ("The key of table %s, %s, is deferrable: once published, its own updates and deletes"
                      + " would fail.")
                  .formatted(table.table(), deferrable.index()),
              ("Make the constraint NOT DEFERRABLE, or run ALTER TABLE %s REPLICA IDENTITY USING"
                      + " INDEX ...; with another unique index on NOT NULL columns.")
                  .formatted(name)));
    }
    return table.hasKey() || table.isKeyless() ? List.of() : List.of(noKey(table, name));
  }

  private static Finding noKey(TableDefinition table, String name) {
    String remedy =
        switch (table.identity()) {
          case DEFAULT, FULL ->
              "Run ALTER TABLE %s REPLICA IDENTITY FULL; to follow whole rows, or ALTER TABLE %s"
                  + " ADD PRIMARY KEY (...);";
          case NOTHING, INDEX ->
              "Run ALTER TABLE %s REPLICA IDENTITY DEFAULT; if it has a primary key, or ALTER"
                  + " TABLE %s REPLICA IDENTITY FULL; to follow whole rows.";
        };
    return new Finding(
        "table-key",
        FIELD,
        ("Table %s has no usable key with replica identity %s, so its rows cannot be told apart in"
                + " the log.")
            .formatted(table.table(), table.identity()),
        remedy.formatted(name, name));
  }

  private List<Finding> privileges(TableDefinition table) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(PRIVILEGES)) {
      select.setLong(1, Integer.toUnsignedLong(table.oid()));
      try (ResultSet row = select.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          findings.add(noUsage(table));
        }
        if (!row.getBoolean(2)) {
          findings.add(noSelect(table));
        }
      }
    }
    return findings;
  }

  private Finding noUsage(TableDefinition table) {
    return new Finding(
        "schema-usage",
        "database.user",
        "Role %s may not look into schema %s of table %s."
            .formatted(role, table.table().schema(), table.table()),
        "Run GRANT USAGE ON SCHEMA %s TO %s;"
            .formatted(Sql.identifier(table.table().schema()), Sql.identifier(role)));
  }

  private Finding noSelect(TableDefinition table) {
    return new Finding(
        "table-select",
        "database.user",
        "Role %s may not read table %s.".formatted(role, table.table()),
        "Run GRANT SELECT ON %s TO %s;".formatted(Sql.table(table.table()), Sql.identifier(role)));
  }

  private Finding rowSecurity(TableDefinition table) {
    return new Finding(
        "row-security",
        "database.user",
        "Row-level security hides rows of table %s from role %s without a word."
            .formatted(table.table(), role),
        "Run ALTER ROLE %s BYPASSRLS;".formatted(Sql.identifier(role)));
  }
}
