package io.sluice.bench.stand;

import io.sluice.bench.measure.Gauge;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where the committed records of topics end, added up. Used by one thread. */
final class TopicEnds implements Gauge {

  private static final ListOffsetsOptions COMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

  private final Admin admin;
  private final Predicate<String> topics;
  private Map<TopicPartition, OffsetSpec> partitions = Map.of();

  TopicEnds(Admin admin, Predicate<String> topics) {
    this.admin = admin;
    this.topics = topics;
  }

  @Override
  public long position() throws ExecutionException, InterruptedException {
    if (partitions.isEmpty()) {
      partitions = find();
    }
    return admin.listOffsets(partitions, COMMITTED).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private Map<TopicPartition, OffsetSpec> find() throws ExecutionException, InterruptedException {
    Set<String> names =
        admin.listTopics().names().get().stream().filter(topics).collect(Collectors.toSet());
    return admin.describeTopics(names).allTopicNames().get().values().stream()
        .flatMap(TopicEnds::partitions)
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }
}
