package io.sluice.control.connect;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where the data of topics end. End offsets cannot say it: they count the markers of
 * transactions, which no sink ever sees. Used by one thread.
 *
 * @param consumer without a group
 */
public record TailReader(Consumer<byte[], byte[]> consumer) implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long FIRST_STEP = 16;

  /** Opens a consumer. */
  public static TailReader open(TopicConsumers consumers) {
    return new TailReader(consumers.open());
  }

  /**
   * The offset after the last committed record of every partition that has one.
   *
   * @param topics which to look at
   */
  public Map<Partition, Long> ends(Subscription topics) {
    List<TopicPartition> partitions = partitions(topics);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> open = new HashMap<>(consumer.endOffsets(partitions));
    Map<Partition, Long> ends = new TreeMap<>();
    for (long step = FIRST_STEP; !open.isEmpty(); step *= 2) {
      open.entrySet().removeIf(each -> each.getValue() <= starts.get(each.getKey()));
      lookBack(starts, open, step)
          .forEach((partition, last) -> ends.put(Partition.of(partition), last + 1));
    }
    return ends;
  }

  /**
   * Looks at the records before some ends, of all partitions at once.
   *
   * @param open where to look before; afterwards only where nothing was found, and by how much
   *     earlier
   * @return the last record of each of the others
   */
  private Map<TopicPartition, Long> lookBack(
      Map<TopicPartition, Long> starts, Map<TopicPartition, Long> open, long step) {
    Map<TopicPartition, Long> until = Map.copyOf(open);
    consumer.assign(until.keySet());
    until.forEach(
        (partition, end) -> open.put(partition, Math.max(starts.get(partition), end - step)));
    open.forEach(consumer::seek);
    Map<TopicPartition, Long> last = new HashMap<>();
    while (until.entrySet().stream()
        .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(found.topic(), found.partition());
        if (found.offset() < until.get(partition)) {
          last.merge(partition, found.offset(), Math::max);
        }
      }
    }
    open.keySet().removeAll(last.keySet());
    return last;
  }

  private List<TopicPartition> partitions(Subscription topics) {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topics.contains().test(topic.getKey()))
        .map(Map.Entry::getValue)
        .flatMap(Collection::stream)
        .map(TailReader::partition)
        .toList();
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
