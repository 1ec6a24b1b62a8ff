package io.sluice.control.verify;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.RowHash;
import io.sluice.control.migration.Migration;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.KeyOrder;
import io.sluice.postgres.Sql;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TableKind;
import io.sluice.source.snapshot.ChunkSql;
import io.sluice.source.snapshot.TableSource;
import io.sluice.source.snapshot.TableSources;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds a table on both servers.
 *
 * @param migration which servers, and under which name the target has it
 */
record TableOpening(Migration migration, Connection source, Connection target) {

  /** A table that cannot be compared. */
  static final class Incomparable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Incomparable(String reason) {
      super(reason);
    }
  }

  /**
   * Opens one.
   *
   * @throws Incomparable if the target has no such table, or not all of its columns
   */
  BothSides open(CapturedTable captured) throws SQLException {
    TableSource onSource =
        new TableSources(source, migration.source().publication()).of(captured.id());
    RowHash hash = RowHash.between(source, target, captured.columns());
    return new BothSides(
        captured,
        identity(captured, onSource),
        onSource.keyNames(),
        new SideReads(source, onSource, hash, "pg_current_wal_insert_lsn()"),
        new SideReads(target, onTarget(captured, onSource), hash, applied()));
  }

  /** Another table of the same name, other columns, another filter or key: another identity. */
  String identity(CapturedTable captured) throws SQLException {
    return identity(
        captured, new TableSources(source, migration.source().publication()).of(captured.id()));
  }

  private String identity(CapturedTable captured, TableSource onSource) throws SQLException {
    int oid = new Catalog(source).table(captured.id()).map(TableDefinition::oid).orElse(0);
    return String.join(
        "|",
        Integer.toUnsignedString(oid),
        Sql.table(migration.onTarget(captured.id())),
        Sql.identifiers(captured.columns()),
        Sql.identifiers(onSource.keyNames()),
        captured.rowFilter().orElse(""));
  }

  private String applied() {
    return "(SELECT max(commit_lsn) FROM sluice.progress WHERE connector = "
        + Sql.literal(migration.sinkConnector())
        + ")";
  }

  private TableSource onTarget(CapturedTable captured, TableSource onSource) throws SQLException {
    TableId name = migration.onTarget(captured.id());
    TableDefinition definition =
        new Catalog(target)
            .table(name)
            .orElseThrow(() -> new Incomparable("the target has no table " + name));
    List<String> lacking =
        captured.columns().stream().filter(column -> !has(definition, column)).toList();
    if (!lacking.isEmpty()) {
      throw new Incomparable("the target's table lacks columns " + String.join(", ", lacking));
    }
    TableSchema schema = schema(definition, onSource.keyNames());
    TableSource source =
        new TableSource(
            schema,
            definition.kind() == TableKind.PARTITIONED,
            Optional.empty(),
            KeyOrder.own(target, definition.oid()));
    requireKeys(source);
    return source;
  }

  /** They are in no range, and no row of the source can be one of them. */
  private void requireKeys(TableSource source) throws SQLException {
    String isNull =
        source.schema().keyColumns().stream()
            .filter(ColumnSchema::nullable)
            .map(column -> Sql.identifier(column.name()) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    if (isNull.isEmpty()) {
      return;
    }
    String query = "SELECT EXISTS (SELECT FROM %s WHERE %s)";
    try (Statement statement = target.createStatement();
        ResultSet row =
            statement.executeQuery(query.formatted(new ChunkSql(source).from(), isNull))) {
      if (row.next() && row.getBoolean(1)) {
        throw new Incomparable("the target's table has rows with NULL in the key: delete them");
      }
    }
  }

  /** The same key, whatever the target itself would choose. */
  private static TableSchema schema(TableDefinition definition, List<String> key) {
    List<String> names = definition.columns().stream().map(ColumnSchema::name).toList();
    return new TableSchema(
        definition.table(), definition.columns(), key.stream().map(names::indexOf).toList());
  }

  private static boolean has(TableDefinition definition, String column) {
    return definition.columns().stream().anyMatch(each -> each.name().equals(column));
  }
}
