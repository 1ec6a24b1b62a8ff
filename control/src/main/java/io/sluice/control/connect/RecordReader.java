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
      consumer.assign(List.of(from));
      consumer.seek(from, offset);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LIMIT).records(from)) {
        if (record.offset() == offset && record.value() != null) {
          return (Struct) values.read(record.topic(), record.value()).value();
        }
        break;
      }
    }
    throw new Problem("topic partition %s has no change at offset %d".formatted(partition, offset));
  }
}
