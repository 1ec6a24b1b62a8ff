package io.sluice.sink.connect;

import io.sluice.envelope.EnvelopeReader;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.RecordRefused;
import io.sluice.envelope.Watermarks;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.failure.ErrorCode;
import io.sluice.sink.gather.Received;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Reads Connect's records as arrivals, under the names and offsets that Kafka has them. */
final class RecordReader {

  private static final String REMEDY =
      "see that only a source's topics are subscribed, with the converters that wrote them";

  private final EnvelopeReader envelopes;
  private final boolean keepsUnreadable;

  /**
   * A reader.
   *
   * @param keepsUnreadable whether a record that is not of a source's form becomes an arrival
   *     rather than an exception
   */
  RecordReader(EnvelopeReader envelopes, boolean keepsUnreadable) {
    this.envelopes = envelopes;
    this.keepsUnreadable = keepsUnreadable;
  }

  /**
   * Reads a batch.
   *
   * @param received records that have come before are left out; these have come from now on, if all
   *     of them can be read
   */
  List<Arrival> read(Collection<SinkRecord> records, Received received) {
    return received.allOrNothing(() -> readNew(records, received));
  }

  private List<Arrival> readNew(Collection<SinkRecord> records, Received received) {
    List<Arrival> arrivals = new ArrayList<>(records.size());
    for (SinkRecord record : records) {
      PartitionId from = from(record);
      if (received.isNew(from, record.originalKafkaOffset())) {
        arrivals.add(readOrName(record, from));
      }
    }
    return arrivals;
  }

  /** Notes where partitions begin whose first records are not read now. */
  void note(Collection<SinkRecord> records, Received received) {
    records.forEach(record -> received.isNew(from(record), record.originalKafkaOffset()));
  }

  private static PartitionId from(SinkRecord record) {
    return new PartitionId(record.originalTopic(), record.originalKafkaPartition());
  }

  private Arrival readOrName(SinkRecord record, PartitionId from) {
    try {
      return read(record, from);
    } catch (DataException refused) {
      DataException named = named(record, from, refused);
      if (!keepsUnreadable) {
        throw named;
      }
      return new Arrival.Unreadable(from, record.originalKafkaOffset(), named);
    }
  }

  private static DataException named(SinkRecord record, PartitionId from, DataException refused) {
    boolean told = refused instanceof RecordRefused;
    String what = told ? ((RecordRefused) refused).code() + ": " : "";
    String remedy = told ? ((RecordRefused) refused).remedy() : REMEDY;
    String place = from + "-" + record.originalKafkaOffset();
    return new DataException(
        ErrorCode.RECORD_REFUSED.message(
            what + refused.getMessage() + "; at " + place + ". To do: " + remedy),
        refused);
  }

  private Arrival read(SinkRecord record, PartitionId from) {
    long offset = record.originalKafkaOffset();
    EnvelopeRecord envelope =
        new EnvelopeRecord(
            record.topic(),
            record.keySchema(),
            record.key(),
            record.valueSchema(),
            record.value(),
            record.headers());
    if (record.value() == null) {
      return new Arrival.Tombstone(from, offset);
    }
    if (Watermarks.isWatermark(record.valueSchema())) {
      return new Arrival.Mark(from, offset, Watermarks.read(envelope));
    }
    return envelopes
        .read(envelope)
        .<Arrival>map(change -> new Arrival.Change(from, offset, change))
        .orElseGet(() -> new Arrival.Tombstone(from, offset));
  }
}
