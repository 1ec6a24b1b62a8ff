package io.sluice.bench.stand;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.measure.Processes;
import io.sluice.control.box.Box;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** A broker and a worker of a scenario's own, which it closes. */
public final class KafkaStand implements AutoCloseable {

  private final Box box;
  private final Admin admin;

  KafkaStand(Box box) {
    this.box = box;
    this.admin =
        Admin.create(
            Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, box.broker().bootstrapServers()));
  }

  public Box box() {
    return box;
  }

  public Admin admin() {
    return admin;
  }

  public String bootstrapServers() {
    return box.broker().bootstrapServers();
  }

  public ConnectRest rest() {
    return ConnectRest.at(box.worker().restUrl());
  }

  public TopicConsumers consumers() {
    return new TopicConsumers(bootstrapServers());
  }

  /** Adds the broker and the worker. */
  public Processes and(Processes others) {
    return others
        .with(Processes.BROKER, box.broker().pid())
        .with(Processes.WORKER, box.worker().pid());
  }

  /** Where the committed records of topics end, added up; topics need not exist yet. */
  public Gauge ends(Predicate<String> topics) {
    return () -> endsNow(topics);
  }

  private long endsNow(Predicate<String> topics) throws ExecutionException, InterruptedException {
    Set<String> names =
        admin.listTopics().names().get().stream().filter(topics).collect(Collectors.toSet());
    Map<TopicPartition, OffsetSpec> partitions =
        admin.describeTopics(names).allTopicNames().get().values().stream()
            .flatMap(KafkaStand::partitions)
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
    return admin.listOffsets(partitions, committed).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static java.util.stream.Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }

  @Override
  public void close() {
    admin.close();
    box.close();
  }
}
