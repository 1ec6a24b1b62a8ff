package io.sluice.source.snapshot;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.postgres.BlueprintReader;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.KeyOrder;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TableKind;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.replication.PublishedPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the catalog what to read of tables. Used by the thread that owns the session.
 *
 * <p>The definition is read each time, the publication's part only when the definition is another
 * than before: a publication that changes by itself stops the capture.
 */
public final class TableSources {

  /** What a table was made of, and what it is read as. */
  private record Known(int oid, List<ColumnSchema> columns, TableSource source) {

    boolean isStill(TableDefinition definition) {
      return oid == definition.oid()
          && columns.equals(definition.columns())
          && source.schema().keyColumns().equals(definition.keyColumns());
    }
  }

  private final Connection connection;
  private final String publication;
  private final Map<TableId, Known> known = new HashMap<>();

  /**
   * Tables of one publication.
   *
   * @param connection stays the caller's to close
   */
  public TableSources(Connection connection, String publication) {
    this.connection = connection;
    this.publication = publication;
  }

  /**
   * The table as it is now.
   *
   * @throws SQLException if there is no such table
   * @throws SourceFailure if it is not published, or without a column of its key
   */
  public TableSource of(TableId table) throws SQLException {
    Catalog catalog = new Catalog(connection);
    TableDefinition definition =
        catalog
            .table(table)
            .orElseThrow(
                () -> new SQLException("table " + table + " does not exist any more", "42P01"));
    Known before = known.get(table);
    if (before != null && before.isStill(definition)) {
      return before.source();
    }
    TableSource source = read(catalog, definition);
    known.put(table, new Known(definition.oid(), definition.columns(), source));
    return source;
  }

  private TableSource read(Catalog catalog, TableDefinition definition) throws SQLException {
    TableId table = definition.table();
    PublishedPart part =
        PublishedPart.find(connection, publication, table).orElseThrow(() -> unpublished(table));
    List<ColumnSchema> columns = catalog.columns(definition.oid(), part.columns());
    TableSchema schema = schema(definition, columns);
    return new TableSource(
        new BlueprintReader(connection).complete(definition.oid(), schema),
        definition.kind() == TableKind.PARTITIONED,
        part.rowFilter(),
        KeyOrder.own(connection, definition.oid()));
  }

  private TableSchema schema(TableDefinition definition, List<ColumnSchema> columns) {
    List<Integer> key = definition.keyColumns().stream().map(columns::indexOf).toList();
    if (key.contains(-1)) {
      throw new SourceFailure(
          ErrorCode.PUBLICATION_CHANGED,
          "the column list of table %s in publication %s leaves out a column of its key; add it"
              .formatted(definition.table(), publication));
    }
    return new TableSchema(definition.table(), columns, key);
  }

  private SourceFailure unpublished(TableId table) {
    return new SourceFailure(
        ErrorCode.PUBLICATION_CHANGED,
        "publication %s does not publish table %s any more".formatted(publication, table));
  }
}
