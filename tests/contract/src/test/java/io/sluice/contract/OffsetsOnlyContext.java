package io.sluice.contract;

import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** What a task gets of a worker that has offsets and nothing else. */
record OffsetsOnlyContext(OffsetStorageReader offsetStorageReader) implements SourceTaskContext {

  @Override
  public Map<String, String> configs() {
    throw new UnsupportedOperationException("no worker, no changing configuration");
  }

  @Override
  public PluginMetrics pluginMetrics() {
    throw new UnsupportedOperationException("no worker, no metrics");
  }
}
