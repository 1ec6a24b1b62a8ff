package io.sluice.envelope;

import io.sluice.change.RowChange;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;

/** Reads the records whose values have one schema. */
@FunctionalInterface
interface ValueReader {

  /** Of records that are about no row. */
  ValueReader PASSES_OVER = record -> Optional.empty();

  /**
   * @throws DataException if the record is not what its schema says
   */
  Optional<RowChange> read(EnvelopeRecord record);
}
