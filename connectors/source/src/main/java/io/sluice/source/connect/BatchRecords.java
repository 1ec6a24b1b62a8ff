package io.sluice.source.connect;

import io.sluice.change.RowChange;
import io.sluice.change.Watermark;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import io.sluice.envelope.Watermarks;
import io.sluice.envelope.codec.HandlingModes;
import io.sluice.source.capture.Batch;
import java.util.List;
import java.util.Map;
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
    for (RowChange change : batch.changes()) {
      envelopes.write(change, record -> records.add(new CapturedRecord(record, partition, offset)));
    }
    for (Watermark watermark : batch.watermarks()) {
      records.add(new CapturedRecord(Watermarks.write(naming, watermark), partition, offset));
    }
  }
}
