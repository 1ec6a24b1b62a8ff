package io.sluice.postgres.connect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a task's meters among the worker's own metrics, and so over JMX. */
public final class WorkerMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);

  private final PluginMetrics worker;

  private WorkerMetrics(PluginMetrics worker) {
    this.worker = worker;
  }

  /**
   * Those of a worker; empty where it is older than version 4.1 and knows no such metrics.
   *
   * @param worker what the task's context gives out
   */
  public static Optional<WorkerMetrics> of(Supplier<PluginMetrics> worker) {
    try {
      return Optional.of(new WorkerMetrics(worker.get()));
    } catch (LinkageError | UnsupportedOperationException olderWorker) {
      LOG.info("metrics=off reason=\"this worker has no metrics for plugins\"");
      return Optional.empty();
    }
  }

  /**
   * Shows one value, which is read whenever somebody looks.
   *
   * @param tags what tells it from others of its name
   */
  public void show(String name, String meaning, Map<String, String> tags, Supplier<Object> value) {
    Gauge<Object> gauge = (config, now) -> value.get();
    worker.addMetric(worker.metricName(name, meaning, new LinkedHashMap<>(tags)), gauge);
  }

  /** The tags of a table. */
  public static Map<String, String> tags(String schema, String table) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("schema", schema);
    tags.put("table", table);
    return tags;
  }
}
