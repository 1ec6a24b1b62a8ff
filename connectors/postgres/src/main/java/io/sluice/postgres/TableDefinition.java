package io.sluice.postgres;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ReplicaIdentity;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import java.util.List;

/**
 * What the catalog says of a table now.
 *
 * @param oid the relation's id, unsigned; the same as in pgoutput's Relation message
 * @param table its name
 * @param kind what it is
 * @param identity what of its old rows is in the log
 * @param columns in the catalog's order, without dropped and without generated columns, which
 *     pgoutput leaves out
 * @param key what identifies its rows
 * @param estimatedRows the planner's estimate; 0 where it has none
 * @param rowSecurity whether policies hide rows from the role that asked
 */
public record TableDefinition(
    int oid,
    TableId table,
    TableKind kind,
    ReplicaIdentity identity,
    List<ColumnSchema> columns,
    TableKey key,
    long estimatedRows,
    boolean rowSecurity) {

  public TableDefinition {
    columns = List.copyOf(columns);
  }

  /** Whether its rows can be followed by a key. */
  public boolean hasKey() {
    return key instanceof TableKey.Columns;
  }

  /** Whether it has no key and its rows are followed whole, as the log has them. */
  public boolean isKeyless() {
    return !hasKey() && identity == ReplicaIdentity.FULL;
  }

  /** The key's columns in its order; none without a key. */
  public List<ColumnSchema> keyColumns() {
    return key instanceof TableKey.Columns columnsOfKey
        ? columnsOfKey.places().stream().map(columns::get).toList()
        : List.of();
  }

  /**
   * Its columns and key, as changes and chunks carry them.
   *
   * @throws IllegalStateException if its rows cannot be followed; preflight refuses such tables
   */
  public TableSchema schema() {
    if (key instanceof TableKey.Columns columnsOfKey) {
      return new TableSchema(table, columns, columnsOfKey.places());
    } else if (isKeyless()) {
      return new TableSchema(table, columns, List.of());
    }
    throw new IllegalStateException("table " + table + " has no usable key");
  }
}
