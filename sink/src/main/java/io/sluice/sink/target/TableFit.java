package io.sluice.sink.target;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the target's tables take the rows of a source's, seen before the first record. It finds
 * what would stop the sink at that record, and changes nothing.
 */
public final class TableFit {

  private static final String FIELD = "topics";

  private final TargetCatalog catalog;
  private final ColumnFit columns;
  private final TypeFit types;
  private final TableGrants grants;
  private final SchemaEvolution evolution;

  /**
   * The tables of a database.
   *
   * @param connection a session of the sink's role
   * @param user its name
   * @param evolution what the sink does with what is missing
   */
  public TableFit(Connection connection, String user, SchemaEvolution evolution) {
    this.catalog = new TargetCatalog(connection);
    this.columns = new ColumnFit(connection, evolution);
    this.types = new TypeFit(new Definitions(connection));
    this.grants = new TableGrants(connection, user);
    this.evolution = evolution;
  }

  /**
   * Everything about one table.
   *
   * @param source the table as its topic will describe it, under its name in the target
   */
  public List<Finding> check(TableSchema source) throws SQLException {
    Optional<TargetTable> target;
    try {
      target = catalog.read(source.table());
    } catch (TargetFailure notATable) {
      return List.of(notATable(source));
    }
    return target.isPresent() ? present(source, target.get()) : missing(source);
  }

  private List<Finding> missing(TableSchema source) throws SQLException {
    List<Finding> findings = new ArrayList<>(grants.toCreate(source.table()));
    findings.addAll(types.missing(source));
    findings.add(
        Finding.warning(
            "table-missing",
            FIELD,
            ("The target has no table %s. The sink makes it, but without its foreign keys, checks,"
                    + " triggers, grants and all indexes but the key's.")
                .formatted(source.table()),
            "Make it before with sluice schema or pg_dump --schema-only, or let the sink do it."));
    return findings;
  }

  private List<Finding> present(TableSchema source, TargetTable target) throws SQLException {
    List<Finding> findings = new ArrayList<>(grants.toWrite(source.table()));
    for (ColumnSchema column : source.columns()) {
      Optional<TargetColumn> there = target.column(column.name());
      if (there.isPresent()) {
        columns.check(source.table(), column, there.get()).ifPresent(findings::add);
      } else if (evolution == SchemaEvolution.NONE) {
        findings.add(lacks(source, column));
      }
    }
    target.columns().stream()
        .filter(column -> column.notNull() && !column.hasDefault() && !column.generated())
        .filter(column -> source.indexOf(column.name()) < 0)
        .forEach(column -> findings.add(unfilled(source, column)));
    List<String> key = source.keyColumns().stream().map(ColumnSchema::name).toList();
    if (!key.isEmpty() && target.uniqueOver(key).isEmpty()) {
      findings.add(noKey(source, key, target));
    }
    return findings;
  }

  private static Finding notATable(TableSchema source) {
    return new Finding(
        "table-kind",
        FIELD,
        "%s is a view or a foreign table in the target.".formatted(source.table()),
        "Rename it with ALTER VIEW or ALTER FOREIGN TABLE, or give the table another name with"
            + " renames.");
  }

  private static Finding lacks(TableSchema source, ColumnSchema column) {
    return new Finding(
        "column-missing",
        "schema.evolution",
        "Table %s has no column %s in the target.".formatted(source.table(), column.name()),
        "Run ALTER TABLE %s ADD COLUMN %s %s; or set schema.evolution=add."
            .formatted(
                Sql.table(source.table()), Sql.identifier(column.name()), column.type().name()));
  }

  private static Finding unfilled(TableSchema source, TargetColumn column) {
    return new Finding(
        "column-unfilled",
        FIELD,
        ("Column %s of table %s is NOT NULL without a default in the target, and the source does not"
                + " have it.")
            .formatted(column.name(), source.table()),
        "Run ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL;"
            .formatted(Sql.table(source.table()), Sql.identifier(column.name())));
  }

  private static Finding noKey(TableSchema source, List<String> key, TargetTable target) {
    String table = Sql.table(source.table());
    return new Finding(
        "key-missing",
        FIELD,
        "Table %s has no unique index over exactly its key (%s) in the target."
            .formatted(source.table(), String.join(", ", key)),
        "Run %s (%s);"
            .formatted(
                target.uniqueIndexes().isEmpty()
                    ? "ALTER TABLE " + table + " ADD PRIMARY KEY"
                    : "CREATE UNIQUE INDEX ON " + table,
                Sql.identifiers(key)));
  }
}
