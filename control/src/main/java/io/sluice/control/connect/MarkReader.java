package io.sluice.control.connect;

import io.sluice.change.Watermark;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.TopicNaming;
import io.sluice.envelope.Watermarks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;

/**
 * Follows the watermarks topic, from where it ended when this was opened. Used by one thread.
 *
 * <p>Open it before the mark is written: the mark's record can then only come after.
 */
public final class MarkReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicPartition topic;
  private final Consumer<byte[], byte[]> consumer;
  private final RecordValues values;
  private long offset;

  /**
   * @param values reads them; closed with this
   */
  public MarkReader(TopicConsumers consumers, TopicNaming naming, RecordValues values) {
    this.values = values;
    topic = new TopicPartition(naming.watermarks(), 0);
    consumer = consumers.open();
    seekToEnd();
  }

  private void seekToEnd() {
    if (!consumer.listTopics().containsKey(topic.topic())) {
      consumer.close();
      throw new Problem(
          "topic " + topic.topic() + " does not exist yet: wait until the source connector runs");
    }
    consumer.assign(List.of(topic));
    consumer.seekToEnd(List.of(topic));
    consumer.position(topic);
  }

  /**
   * Waits for a mark's record.
   *
   * @param id the mark's name
   * @param health fails when waiting has become pointless
   */
  public Watermark.Mark await(String id, Patience patience, Runnable health) {
    AtomicReference<Watermark.Mark> found = new AtomicReference<>();
    patience.until(
        () -> {
          health.run();
          consumer.poll(POLL).records(topic).forEach(record -> match(record, id, found));
          return found.get() != null;
        },
        () -> "mark " + id + " has not arrived in topic " + topic.topic());
    return found.get();
  }

  /** Whether a mark's record has come by now; asks once. */
  public boolean sees(String id) {
    AtomicReference<Watermark.Mark> found = new AtomicReference<>();
    consumer.poll(POLL).records(topic).forEach(record -> match(record, id, found));
    return found.get() != null;
  }

  /** Where the record of the mark stands that was found last. */
  public long offset() {
    return offset;
  }

  private void match(
      ConsumerRecord<byte[], byte[]> record, String id, AtomicReference<Watermark.Mark> found) {
    SchemaAndValue value = values.read(topic.topic(), record.value());
    if (Watermarks.isWatermark(value.schema())
        && Watermarks.read(envelope(value)) instanceof Watermark.Mark mark
        && mark.id().equals(id)) {
      found.set(mark);
      offset = record.offset();
    }
  }

  private EnvelopeRecord envelope(SchemaAndValue value) {
    return new EnvelopeRecord(
        topic.topic(), null, null, value.schema(), value.value(), new ConnectHeaders());
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}
