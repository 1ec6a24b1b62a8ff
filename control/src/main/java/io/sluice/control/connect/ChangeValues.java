package io.sluice.control.connect;

import io.sluice.change.RowChange;
import io.sluice.envelope.EnvelopeReader;
import io.sluice.envelope.EnvelopeRecord;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;

/** Reads the changes of one connector's data topics. Used by one thread. */
public final class ChangeValues implements AutoCloseable {

  private final RecordValues values;
  private final EnvelopeReader envelopes = new EnvelopeReader();

  /** Changes in whatever form these values have. */
  public ChangeValues(RecordValues values) {
    this.values = values;
  }

  /**
   * The change of a record; empty for what changes nothing.
   *
   * @param bytes null for a tombstone
   */
  public Optional<RowChange> read(String topic, byte[] bytes) {
    SchemaAndValue value = values.read(topic, bytes);
    return envelopes.read(
        new EnvelopeRecord(topic, null, null, value.schema(), value.value(), new ConnectHeaders()));
  }

  @Override
  public void close() {
    values.close();
  }
}
