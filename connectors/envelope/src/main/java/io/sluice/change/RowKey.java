package io.sluice.change;

import java.util.List;

/**
 * A row's identity in its table: the stored text of its key columns.
 *
 * <p>Two texts that an index holds equal, such as {@code 1.0} and {@code 1.00}, are two keys here.
 * That is right for following rows through the log, because PostgreSQL logs the old key whenever
 * the stored bytes of a key change.
 *
 * @param values the key columns' values in the key's order
 */
public record RowKey(List<Value> values) {

  public RowKey {
    values = List.copyOf(values);
  }
}
