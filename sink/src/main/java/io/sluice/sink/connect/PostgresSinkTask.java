package io.sluice.sink.connect;

import io.sluice.envelope.Version;
import io.sluice.sink.apply.PartitionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** The task's life cycle; the work is the {@link StartedSink}'s. Connect calls it on one thread. */
public final class PostgresSinkTask extends SinkTask {

  private StartedSink started;

  @Override
  public void start(Map<String, String> properties) {
    started = new StartedSink(new SinkConfig(properties), context);
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    started.open(ids(partitions));
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    started.put(records);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    return started.durable(currentOffsets.keySet());
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    started.close(ids(partitions));
  }

  /** Also called where {@link #start} failed. */
  @Override
  public void stop() {
    if (started != null) {
      started.stop();
    }
  }

  @Override
  public String version() {
    return Version.current();
  }

  static TopicPartition topicPartition(PartitionId partition) {
    return new TopicPartition(partition.topic(), partition.partition());
  }

  private static List<PartitionId> ids(Collection<TopicPartition> partitions) {
    return partitions.stream().map(p -> new PartitionId(p.topic(), p.partition())).toList();
  }
}
