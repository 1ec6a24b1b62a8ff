package io.sluice.sink.connect;

import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.ApplyPlanner;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.target.Applied;
import io.sluice.sink.target.Target;
import io.sluice.sink.target.TargetFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task that runs: records in, one transaction out for each batch. */
final class StartedSink {

  private static final Logger LOG = LoggerFactory.getLogger(StartedSink.class);

  private final SinkTaskContext connect;
  private final Target target;
  private final Backoff backoff;
  private final RecordReader reader = new RecordReader();
  private final ApplyPlanner planner = new ApplyPlanner();

  StartedSink(SinkConfig config, SinkTaskContext connect) {
    this.connect = connect;
    this.target = new Target(config.target());
    this.backoff = config.backoff();
  }

  /**
   * Takes partitions over and sends Connect back to where their progress is. A target that cannot
   * be reached now is asked again with the first batch.
   */
  void open(Collection<PartitionId> partitions) {
    target.assign(partitions);
    try {
      rewind(target.ready());
    } catch (TargetFailure failure) {
      if (!failure.isRetryable()) {
        throw new ConnectException(failure.getMessage(), failure);
      }
      LOG.warn(
          "event=takeover_postponed partitions={} reason={}", partitions, failure.getMessage());
    }
  }

  /** Applies a batch whole or not at all. */
  void put(Collection<SinkRecord> records) {
    try {
      Map<PartitionId, Long> rewinds = target.ready();
      rewind(rewinds);
      apply(records, rewinds);
      backoff.reset();
    } catch (TargetFailure failure) {
      throw failure.isRetryable()
          ? retry(failure)
          : new ConnectException(failure.getMessage(), failure);
    }
  }

  private void apply(Collection<SinkRecord> records, Map<PartitionId, Long> rewinds) {
    Map<PartitionId, Long> next = target.nextOffsets();
    List<Arrival> arrivals = reader.read(records, next, rewinds.keySet());
    if (arrivals.size() < records.size()) {
      LOG.info("event=left_out records={} of={}", records.size() - arrivals.size(), records.size());
    }
    ApplyPlan plan = planner.plan(arrivals, next);
    if (!plan.isEmpty()) {
      Applied applied = target.write(plan);
      LOG.debug("event=applied records={} {}", records.size(), applied);
    }
  }

  private RetriableException retry(TargetFailure failure) {
    Duration pause = backoff.pause();
    connect.timeout(pause.toMillis());
    LOG.warn("event=retry pause_ms={} reason={}", pause.toMillis(), failure.getMessage());
    return new RetriableException(failure.getMessage(), failure);
  }

  private void rewind(Map<PartitionId, Long> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          connect.offset(new TopicPartition(partition.topic(), partition.partition()), offset);
          LOG.info("event=rewind partition={} offset={}", partition, offset);
        });
  }

  /** What the target durably has, of these partitions. */
  Map<TopicPartition, OffsetAndMetadata> durable(Collection<TopicPartition> partitions) {
    Map<PartitionId, Long> next = target.nextOffsets();
    Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Long offset = next.get(new PartitionId(partition.topic(), partition.partition()));
      if (offset != null) {
        durable.put(partition, new OffsetAndMetadata(offset));
      }
    }
    return durable;
  }

  void close(Collection<PartitionId> partitions) {
    target.release(partitions);
  }

  void stop() {
    try {
      target.close();
    } catch (TargetFailure failure) {
      LOG.warn("event=close_failed reason={}", failure.getMessage());
    }
  }
}
