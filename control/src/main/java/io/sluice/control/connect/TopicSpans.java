package io.sluice.control.connect;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads parts of topics.
 *
 * @param consumers of the topics
 */
public record TopicSpans(TopicConsumers consumers) {

  private static final Duration POLL = Duration.ofMillis(100);

  /** Who takes the committed records. */
  public interface Reader {

    /**
     * Takes one.
     *
     * @param value null for a tombstone
     */
    void read(Partition partition, byte[] value);
  }

  /**
   * Reads each partition from an offset up to another.
   *
   * @param from the first offset; a partition that is not named is read from its beginning
   * @param to the offset after the last record
   * @return partitions that do not go back to where they were to be read from, or do not reach it:
   *     they are not read
   */
  public Set<Partition> read(Map<Partition, Long> from, Map<Partition, Long> to, Reader reader) {
    try (Consumer<byte[], byte[]> consumer = consumers.open()) {
      Set<TopicPartition> all =
          to.keySet().stream().map(TopicSpans::kafka).collect(Collectors.toSet());
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(all);
      Set<Partition> broken = new HashSet<>();
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (Map.Entry<Partition, Long> end : to.entrySet()) {
        TopicPartition partition = kafka(end.getKey());
        long first = from.getOrDefault(end.getKey(), 0L);
        if (first < starts.get(partition) || first > end.getValue()) {
          broken.add(end.getKey());
        } else if (first < end.getValue()) {
          ends.put(partition, end.getValue());
        }
      }
      read(consumer, from, ends, reader);
      return broken;
    }
  }

  private static void read(
      Consumer<byte[], byte[]> consumer,
      Map<Partition, Long> from,
      Map<TopicPartition, Long> ends,
      Reader reader) {
    consumer.assign(ends.keySet());
    ends.keySet().forEach(each -> consumer.seek(each, from.getOrDefault(Partition.of(each), 0L)));
    Set<TopicPartition> left = new HashSet<>(ends.keySet());
    while (!left.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)) {
          reader.read(Partition.of(partition), record.value());
        }
      }
      List<TopicPartition> done =
          left.stream().filter(each -> consumer.position(each) >= ends.get(each)).toList();
      left.removeAll(Set.copyOf(done));
      consumer.pause(done);
    }
  }

  private static TopicPartition kafka(Partition partition) {
    return new TopicPartition(partition.topic(), partition.number());
  }
}
