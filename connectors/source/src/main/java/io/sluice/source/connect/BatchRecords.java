package io.sluice.source.connect;

import io.sluice.change.LogicalMessage;
import io.sluice.change.RowChange;
import io.sluice.change.Watermark;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import io.sluice.envelope.Watermarks;
import io.sluice.envelope.codec.HandlingModes;
import io.sluice.source.capture.Batch;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes source records of batches. Used by the task's thread. */
final class BatchRecords {

  private final TopicNaming naming;
  private final EnvelopeWriter envelopes;
  private final SourceOffsets offsets;

  BatchRecords(TopicNaming naming, String database, HandlingModes modes, SourceOffsets offsets) {
    this.naming = naming;
    this.envelopes = new EnvelopeWriter(naming, database, modes);
    this.offsets = offsets;
  }

  /**
   * Appends a batch's records; all of them carry the offset that holds after the batch, since they
   * are committed together.
   */
  void append(Batch batch, List<SourceRecord> records) {
    Map<String, ?> partition = SourceOffsets.partition(batch.progress());
    Map<String, ?> offset = offsets.offset(batch.progress());
    Iterator<LogicalMessage> messages = batch.messages().iterator();
    Optional<LogicalMessage> message = next(messages);
    for (RowChange change : batch.changes()) {
      while (message.isPresent() && precedes(message.get(), change)) {
        records.add(new CapturedRecord(envelopes.write(message.get()), partition, offset));
        message = next(messages);
      }
      envelopes.write(change, record -> records.add(new CapturedRecord(record, partition, offset)));
    }
    while (message.isPresent()) {
      records.add(new CapturedRecord(envelopes.write(message.get()), partition, offset));
      message = next(messages);
    }
    for (Watermark watermark : batch.watermarks()) {
      records.add(new CapturedRecord(Watermarks.write(naming, watermark), partition, offset));
    }
  }

  private static Optional<LogicalMessage> next(Iterator<LogicalMessage> messages) {
    return messages.hasNext() ? Optional.of(messages.next()) : Optional.empty();
  }

  private static boolean precedes(LogicalMessage message, RowChange change) {
    return change.stamp().position().hasReached(message.stamp().position());
  }
}
