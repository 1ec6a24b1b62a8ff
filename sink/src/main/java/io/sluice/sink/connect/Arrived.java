package io.sluice.sink.connect;

import io.sluice.sink.apply.PartitionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/** Which offsets have come, and which of them other than expected. */
final class Arrived {

  /**
   * How far a partition has come.
   *
   * @param begin the first offset of the batch that had it last; -1 before there was one
   * @param next the one that is to come next
   */
  private record Reached(long begin, long next) {}

  /**
   * What a batch had other than expected.
   *
   * @param gaps the first offset that did not come of each partition that went on behind it
   * @param back the partitions that went back, though Connect does not deliver its last batch again
   */
  record Surprise(Map<PartitionId, Long> gaps, Set<PartitionId> back) {}

  private final Map<PartitionId, Reached> reached = new HashMap<>();

  /** Reading goes on here. */
  void startAt(PartitionId partition, long offset) {
    reached.put(partition, new Reached(-1, offset));
  }

  void forget(Collection<PartitionId> partitions) {
    reached.keySet().removeAll(partitions);
  }

  /** The offset that has to come next, or one before a gap. */
  long next(PartitionId partition) {
    return reached.containsKey(partition) ? reached.get(partition).next() : 0;
  }

  /** Adds a batch. */
  Surprise add(Collection<SinkRecord> records) {
    Surprise surprise = new Surprise(new HashMap<>(), new HashSet<>());
    Map<PartitionId, Long> begins = new HashMap<>();
    PartitionId partition = new PartitionId("", -1);
    long next = 0;
    for (SinkRecord record : records) {
      long offset = record.originalKafkaOffset();
      if (!isOf(partition, record)) {
        remember(partition, begins, next);
        partition = new PartitionId(record.originalTopic(), record.originalKafkaPartition());
        boolean first = begins.putIfAbsent(partition, offset) == null;
        next = first && isLastBatch(partition, offset) ? offset : next(partition);
      }
      if (offset > next) {
        surprise.gaps().putIfAbsent(partition, next);
      } else if (offset < next) {
        surprise.back().add(partition);
      }
      next = Math.max(next, offset + 1);
    }
    remember(partition, begins, next);
    return surprise;
  }

  private static boolean isOf(PartitionId partition, SinkRecord record) {
    return record.originalKafkaPartition() == partition.partition()
        && record.originalTopic().equals(partition.topic());
  }

  private boolean isLastBatch(PartitionId partition, long offset) {
    return reached.containsKey(partition) && reached.get(partition).begin() == offset;
  }

  private void remember(PartitionId partition, Map<PartitionId, Long> begins, long next) {
    Long begin = begins.get(partition);
    if (begin != null) {
      reached.put(partition, new Reached(begin, next));
    }
  }
}
