package io.sluice.envelope;

import io.sluice.change.RowChange;
import java.util.function.Consumer;

/**
 * Turns changes into records. Used by one thread; caches schemas by the identity of {@code
 * TableSchema}.
 */
public final class EnvelopeWriter {

  public EnvelopeWriter(TopicNaming naming, String database) {
    throw new UnsupportedOperationException(naming + database);
  }

  /**
   * Writes the records that a change becomes, in order: one for a read, insert, update or truncate;
   * a delete and its tombstone; for an update that changes the key, a delete with {@code
   * __debezium.newkey}, a tombstone and a create with {@code __debezium.oldkey}.
   */
  public void write(RowChange change, Consumer<EnvelopeRecord> out) {
    throw new UnsupportedOperationException();
  }
}
