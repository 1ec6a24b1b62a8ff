package io.sluice.source.snapshot;

import io.sluice.change.ColumnSchema;
import io.sluice.change.TableSchema;
import io.sluice.postgres.KeyOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a table as copies read it: the same rows and columns that the stream publishes.
 *
 * @param schema the published columns
 * @param partitioned whether its rows are those of its partitions
 * @param rowFilter the publication's condition, in SQL
 * @param ownOrders the columns whose type has operators of its own, by name
 */
public record TableSource(
    TableSchema schema,
    boolean partitioned,
    Optional<String> rowFilter,
    Map<String, KeyOrder> ownOrders) {

  public TableSource {
    ownOrders = Map.copyOf(ownOrders);
  }

  /** The names of the key's columns. */
  public List<String> keyNames() {
    return schema.keyColumns().stream().map(ColumnSchema::name).toList();
  }

  /** How each of the key's columns is ordered. */
  public List<KeyOrder> keyOrders() {
    return schema.keyColumns().stream()
        .map(column -> ownOrders.getOrDefault(column.name(), KeyOrder.BUILT_IN))
        .toList();
  }
}
