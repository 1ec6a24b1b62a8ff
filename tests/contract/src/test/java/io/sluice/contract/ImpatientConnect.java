package io.sluice.contract;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * A worker that comes again at once when a sink's task asks for it, and minds nothing else: here
 * nothing has to be read twice.
 */
final class ImpatientConnect implements SinkTaskContext {

  private boolean asked;

  /** Whether the task has asked for it since this was asked before. */
  boolean comesAgain() {
    boolean again = asked;
    asked = false;
    return again;
  }

  @Override
  public Map<String, String> configs() {
    return Map.of();
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {}

  @Override
  public void offset(TopicPartition partition, long offset) {}

  @Override
  public void timeout(long millis) {
    asked = true;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return Set.of();
  }

  @Override
  public void pause(TopicPartition... partitions) {}

  @Override
  public void resume(TopicPartition... partitions) {}

  @Override
  public void requestCommit() {}

  @Override
  public PluginMetrics pluginMetrics() {
    throw new UnsupportedOperationException("nobody looks at metrics here");
  }
}
