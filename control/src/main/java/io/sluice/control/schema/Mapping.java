package io.sluice.control.schema;

import io.sluice.change.TableId;
import io.sluice.control.migration.Migration;
import java.util.Map;

/**
 * Which tables and schemas have another name on the target. A table that is named itself is not
 * moved by its schema's pair.
 *
 * @param tables one by one
 * @param schemas everything in them
 */
public record Mapping(Map<TableId, TableId> tables, Map<String, String> schemas) {

  public Mapping {
    tables = Map.copyOf(tables);
    schemas = Map.copyOf(schemas);
  }

  /** What the migration's file says. */
  public static Mapping of(Migration migration) {
    return new Mapping(migration.renames(), migration.schemaRenames());
  }

  /** A table's name on the target. */
  TableId of(TableId table) {
    return tables.getOrDefault(table, inSchema(table));
  }

  /** The name of anything that is no table and belongs to none. */
  TableId inSchema(TableId object) {
    return new TableId(schema(object.schema()), object.table());
  }

  String schema(String schema) {
    return schemas.getOrDefault(schema, schema);
  }

  boolean isEmpty() {
    return tables.isEmpty() && schemas.isEmpty();
  }
}
