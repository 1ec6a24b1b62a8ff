package io.sluice.source.connect;

import io.sluice.change.LogicalMessage;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.Watermark;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import io.sluice.envelope.Watermarks;
import io.sluice.envelope.codec.HandlingModes;
import io.sluice.source.capture.Batch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes the source records of one Kafka transaction out of batches. Used by the task's thread. */
final class BatchRecords {

  private final TopicNaming naming;
  private final EnvelopeWriter envelopes;
  private final SourceOffsets offsets;
  private Position position = Position.START;

  BatchRecords(TopicNaming naming, String database, HandlingModes modes, SourceOffsets offsets) {
    this.naming = naming;
    this.envelopes = new EnvelopeWriter(naming, database, modes);
    this.offsets = offsets;
  }

  /**
   * The batches' records, and behind them one that tells what belongs together.
   *
   * @param batches at least one
   */
  List<SourceRecord> of(List<Batch> batches) {
    List<SourceRecord> records = new ArrayList<>();
    TopicShares shares = new TopicShares();
    for (Batch batch : batches) {
      append(batch, shares, records);
    }
    Batch last = batches.get(batches.size() - 1);
    add(new Watermark.BatchDone(position, last.whole(), shares.toMap()), last, records);
    return records;
  }

  /**
   * All records of a batch carry the offset that holds after it, since they are committed together.
   */
  private void append(Batch batch, TopicShares shares, List<SourceRecord> records) {
    Map<String, ?> partition = SourceOffsets.partition(batch.progress());
    Map<String, ?> offset = offsets.offset(batch.progress());
    Iterator<LogicalMessage> messages = batch.messages().iterator();
    Optional<LogicalMessage> message = next(messages);
    for (RowChange change : batch.changes()) {
      while (message.isPresent() && precedes(message.get(), change)) {
        records.add(new CapturedRecord(envelopes.write(message.get()), partition, offset));
        message = next(messages);
      }
      Position at = change.stamp().position();
      envelopes.write(
          change,
          record -> {
            records.add(new CapturedRecord(record, partition, offset));
            shares.count(record, at);
          });
      reached(at);
    }
    while (message.isPresent()) {
      records.add(new CapturedRecord(envelopes.write(message.get()), partition, offset));
      reached(message.get().stamp().position());
      message = next(messages);
    }
    for (Watermark watermark : batch.watermarks()) {
      add(watermark, batch, records);
      reached(watermark.position());
    }
  }

  private void add(Watermark watermark, Batch batch, List<SourceRecord> records) {
    records.add(
        new CapturedRecord(
            Watermarks.write(naming, watermark),
            SourceOffsets.partition(batch.progress()),
            offsets.offset(batch.progress())));
  }

  private void reached(Position at) {
    position = at.hasReached(position) ? at : position;
  }

  private static Optional<LogicalMessage> next(Iterator<LogicalMessage> messages) {
    return messages.hasNext() ? Optional.of(messages.next()) : Optional.empty();
  }

  private static boolean precedes(LogicalMessage message, RowChange change) {
    return change.stamp().position().hasReached(message.stamp().position());
  }
}
