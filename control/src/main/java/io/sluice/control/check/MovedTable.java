package io.sluice.control.check;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.postgres.BlueprintReader;
import io.sluice.postgres.TableDefinition;
import io.sluice.source.replication.PublishedPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A table on its way.
 *
 * @param source its name on the source
 * @param target what its topic will say of it, under its name on the target
 */
record MovedTable(TableId source, TableSchema target) {

  /**
   * A captured table with the columns that are published.
   *
   * @param session of the source
   * @param publication its name; without one, all columns are
   */
  static MovedTable of(
      Connection session, String publication, TableDefinition table, TableId onTarget)
      throws SQLException {
    Optional<List<String>> published =
        PublishedPart.find(session, publication, table.table()).map(PublishedPart::columns);
    List<ColumnSchema> columns =
        table.columns().stream()
            .filter(column -> published.map(names -> names.contains(column.name())).orElse(true))
            .toList();
    List<Integer> key =
        table.keyColumns().stream().map(columns::indexOf).filter(place -> place >= 0).toList();
    TableSchema schema = new TableSchema(onTarget, columns, key);
    return new MovedTable(
        table.table(), new BlueprintReader(session).complete(table.oid(), schema));
  }

  /** Its name on the target. */
  TableId onTarget() {
    return target.table();
  }

  /** Columns that may be NULL on the source. */
  List<String> nullable() {
    return target.columns().stream()
        .filter(ColumnSchema::nullable)
        .map(ColumnSchema::name)
        .toList();
  }
}
