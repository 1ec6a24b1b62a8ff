package io.sluice.envelope.debezium;

import io.sluice.change.Value;

/** Reads the values of one column. Immutable. */
@FunctionalInterface
public interface ColumnReader {

  /**
   * The value in PostgreSQL's text.
   *
   * @param encoded as a converter gave it, never null
   * @throws org.apache.kafka.connect.errors.DataException if it is nothing that the column's values
   *     look like; the message has neither the value nor the column's name
   */
  Value read(Object encoded);
}
