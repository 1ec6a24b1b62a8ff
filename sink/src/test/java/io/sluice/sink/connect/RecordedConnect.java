package io.sluice.sink.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a task asks Connect for. */
final class RecordedConnect implements SinkTaskContext {

  final Map<TopicPartition, Long> rewinds = new HashMap<>();
  final Set<TopicPartition> paused = new HashSet<>();
  private long timeout = -1;

  /** What the configuration says now, if it says something else than at the start. */
  Map<String, String> configs = Map.of();

  /** The records that were reported, in order, and what for. */
  final List<SinkRecord> letters = new ArrayList<>();

  final List<Throwable> reasons = new ArrayList<>();

  /** Whether what was reported is durable. */
  CompletableFuture<Void> lettersAreDurable = CompletableFuture.completedFuture(null);

  /** When the task wants to be called again, in milliseconds; -1 if it does not care. */
  long takeTimeout() {
    long asked = timeout;
    timeout = -1;
    return asked;
  }

  @Override
  public ErrantRecordReporter errantRecordReporter() {
    return (record, why) -> {
      letters.add(record);
      reasons.add(why);
      return lettersAreDurable;
    };
  }

  @Override
  public Map<String, String> configs() {
    return configs;
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    rewinds.putAll(offsets);
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    rewinds.put(partition, offset);
  }

  @Override
  public void timeout(long millis) {
    timeout = millis;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return Set.of();
  }

  @Override
  public void pause(TopicPartition... partitions) {
    paused.addAll(List.of(partitions));
  }

  @Override
  public void resume(TopicPartition... partitions) {
    paused.removeAll(List.of(partitions));
  }

  @Override
  public PluginMetrics pluginMetrics() {
    throw new UnsupportedOperationException("this task has no metrics of its own");
  }

  @Override
  public void requestCommit() {
    throw new UnsupportedOperationException("this task commits on its own");
  }
}
