package io.sluice.sink.connect;

import io.sluice.sink.apply.PartitionId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.connect.errors.RetriableException;

/** The Kafka cluster, asked about the topics. Used by the task's thread alone. */
final class Broker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Admin admin;

  Broker(Map<String, Object> settings) {
    this.admin = Admin.create(settings);
  }

  /** The first offset that each partition still has. */
  Map<PartitionId, Long> starts(Collection<PartitionId> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  /** The offset after the last of each partition. */
  Map<PartitionId, Long> ends(Collection<PartitionId> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  private Map<PartitionId, Long> offsets(Collection<PartitionId> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (PartitionId partition : partitions) {
      question.put(new TopicPartition(partition.topic(), partition.partition()), which);
    }
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        answer("the offsets of " + partitions, admin.listOffsets(question).all());
    Map<PartitionId, Long> offsets = new HashMap<>();
    answer.forEach(
        (partition, found) ->
            offsets.put(new PartitionId(partition.topic(), partition.partition()), found.offset()));
    return offsets;
  }

  /** The ids by which Kafka tells topics of the same name apart, where it has any. */
  Map<String, String> topicIds(Collection<PartitionId> partitions) {
    Set<String> names = partitions.stream().map(PartitionId::topic).collect(Collectors.toSet());
    Map<String, String> ids = new HashMap<>();
    answer("the ids of " + names, admin.describeTopics(names).allTopicNames())
        .forEach(
            (name, topic) -> {
              if (!topic.topicId().equals(Uuid.ZERO_UUID)) {
                ids.put(name, topic.topicId().toString());
              }
            });
    return ids;
  }

  /** How many partitions a topic has. */
  int partitions(String topic) {
    return answer("the partitions of " + topic, admin.describeTopics(Set.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .size();
  }

  private static <T> T answer(String question, KafkaFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted while Kafka was asked for " + question, stopped);
    } catch (ExecutionException | TimeoutException failed) {
      throw new RetriableException(
          "Kafka does not tell " + question + "; nothing is applied before it does", failed);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
