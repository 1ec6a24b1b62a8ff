package io.sluice.source.connect;

import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.Watermarks;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record of a batch; equal only to itself. Connect keeps the records of a transaction as the keys
 * of a hash map, and {@code SourceRecord} would hash every value of the row for that.
 */
final class CapturedRecord extends SourceRecord {

  /** Keeps the order of what has no key, and of watermarks. */
  private static final Integer FIRST = 0;

  CapturedRecord(EnvelopeRecord record, Map<String, ?> partition, Map<String, ?> offset) {
    super(
        partition,
        offset,
        record.topic(),
        isOfOnePartition(record) ? FIRST : null,
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        null,
        record.headers());
  }

  private static boolean isOfOnePartition(EnvelopeRecord record) {
    return record.key() == null || Watermarks.isWatermark(record.valueSchema());
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
