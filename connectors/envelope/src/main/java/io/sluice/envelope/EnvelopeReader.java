package io.sluice.envelope;

import io.sluice.change.RowChange;
import java.util.Optional;

/** Turns records into changes. Used by one thread; caches by the identity of Connect schemas. */
public final class EnvelopeReader {

  /**
   * Reads one record of a data topic.
   *
   * @return the change; empty for a tombstone
   * @throws org.apache.kafka.connect.errors.DataException if the record is not an envelope with
   *     types that this reader knows; the message names topic and field, never a value
   */
  public Optional<RowChange> read(EnvelopeRecord record) {
    throw new UnsupportedOperationException();
  }
}
