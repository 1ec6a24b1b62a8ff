package io.sluice.control.connect;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where the data of topics end. End offsets cannot say it: they count the markers of
 * transactions, which no sink ever sees.
 *
 * @param consumers of the topics
 */
public record TopicTails(TopicConsumers consumers) {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long FIRST_STEP = 16;

  /**
   * The offset after the last committed record of every partition that has one.
   *
   * @param topics which to look at
   */
  public Map<Partition, Long> ends(Subscription topics) {
    try (Consumer<byte[], byte[]> consumer = consumers.open()) {
      List<TopicPartition> partitions = partitions(consumer, topics);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> stops = consumer.endOffsets(partitions);
      Map<Partition, Long> ends = new TreeMap<>();
      for (TopicPartition partition : partitions) {
        afterLastRecord(consumer, partition, starts.get(partition), stops.get(partition))
            .ifPresent(end -> ends.put(Partition.of(partition), end));
      }
      return ends;
    }
  }

  /** Looks back from the end, in steps that double until a record is found. */
  static OptionalLong afterLastRecord(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long start, long stop) {
    consumer.assign(List.of(partition));
    long until = stop;
    for (long step = FIRST_STEP; until > start; step *= 2) {
      long from = Math.max(start, until - step);
      OptionalLong last = lastIn(consumer, partition, from, until);
      if (last.isPresent()) {
        return OptionalLong.of(last.getAsLong() + 1);
      }
      until = from;
    }
    return OptionalLong.empty();
  }

  private static OptionalLong lastIn(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long until) {
    consumer.seek(partition, from);
    long last = -1;
    while (consumer.position(partition) < until) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL).records(partition)) {
        last = found.offset() < until ? found.offset() : last;
      }
    }
    return last < 0 ? OptionalLong.empty() : OptionalLong.of(last);
  }

  private static List<TopicPartition> partitions(
      Consumer<byte[], byte[]> consumer, Subscription topics) {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topics.contains().test(topic.getKey()))
        .map(Map.Entry::getValue)
        .flatMap(Collection::stream)
        .map(TopicTails::partition)
        .toList();
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }
}
