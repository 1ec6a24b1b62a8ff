package io.sluice.control.connect;

import io.sluice.control.report.Problem;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;

/**
 * Reads single records of a source connector's topics.
 *
 * @param consumers of the topics
 * @param values reads them
 */
public record RecordReader(TopicConsumers consumers, RecordValues values) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /**
   * The record at an offset.
   *
   * @throws Problem if there is none, or it is no change
   */
  public Struct read(Partition partition, long offset) {
    TopicPartition from = new TopicPartition(partition.topic(), partition.number());
    try (Consumer<byte[], byte[]> consumer = consumers.open()) {
      if (!holds(consumer, from, offset)) {
        throw absent(partition, offset);
      }
      consumer.assign(List.of(from));
      consumer.seek(from, offset);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LIMIT).records(from)) {
        if (record.offset() == offset && record.value() != null) {
          return (Struct) values.read(record.topic(), record.value()).value();
        }
        break;
      }
    }
    throw absent(partition, offset);
  }

  /** What is not there yet would be waited for. */
  private static boolean holds(Consumer<?, ?> consumer, TopicPartition from, long offset) {
    List<TopicPartition> one = List.of(from);
    return consumer.partitionsFor(from.topic()).stream()
            .anyMatch(each -> each.partition() == from.partition())
        && offset >= consumer.beginningOffsets(one).get(from)
        && offset < consumer.endOffsets(one).get(from);
  }

  private static Problem absent(Partition partition, long offset) {
    return new Problem(
        "topic partition %s has no change at offset %d: name the record as the sink's message does"
            .formatted(partition, offset));
  }
}
