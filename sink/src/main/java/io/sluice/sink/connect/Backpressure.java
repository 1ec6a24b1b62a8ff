package io.sluice.sink.connect;

import io.sluice.sink.apply.PartitionId;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Keeps Connect from reading partitions that are too far ahead of others. */
final class Backpressure {

  private final SinkTaskContext connect;
  private Set<PartitionId> paused = Set.of();

  Backpressure(SinkTaskContext connect) {
    this.connect = connect;
  }

  /** From now on these are not read, and all others are. */
  void pauseOnly(Set<PartitionId> ahead) {
    if (ahead.equals(paused)) {
      return;
    }
    connect.resume(without(paused, ahead));
    connect.pause(without(ahead, paused));
    paused = ahead;
  }

  private static TopicPartition[] without(Set<PartitionId> these, Set<PartitionId> those) {
    Set<PartitionId> rest = new HashSet<>(these);
    rest.removeAll(those);
    return rest.stream().map(PostgresSinkTask::topicPartition).toArray(TopicPartition[]::new);
  }
}
