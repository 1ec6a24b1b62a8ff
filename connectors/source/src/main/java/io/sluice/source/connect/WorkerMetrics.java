package io.sluice.source.connect;

import io.sluice.change.TableId;
import io.sluice.source.capture.CaptureMeters;
import io.sluice.source.capture.TableMeter;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a task's meters among the worker's own metrics, and so over JMX. */
final class WorkerMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);

  private final PluginMetrics worker;

  private WorkerMetrics(PluginMetrics worker) {
    this.worker = worker;
  }

  /** Shows the meters, unless the worker is older than version 4.1 and knows no such metrics. */
  static void show(SourceTaskContext context, CaptureMeters meters) {
    of(context).ifPresent(metrics -> metrics.show(meters));
  }

  private static Optional<WorkerMetrics> of(SourceTaskContext context) {
    try {
      return Optional.of(new WorkerMetrics(context.pluginMetrics()));
    } catch (LinkageError | UnsupportedOperationException olderWorker) {
      LOG.info("metrics=off reason=\"this worker has no metrics for plugins\"");
      return Optional.empty();
    }
  }

  private void show(CaptureMeters meters) {
    for (SourceMetric metric : SourceMetric.values()) {
      add(metric.key(), metric.meaning(), new LinkedHashMap<>(), () -> metric.value(meters));
    }
    meters.onNewTable(this::show);
  }

  private void show(TableId table, TableMeter meter) {
    for (TableMetric metric : TableMetric.values()) {
      LinkedHashMap<String, String> tags = new LinkedHashMap<>();
      tags.put("schema", table.schema());
      tags.put("table", table.table());
      add(metric.key(), metric.meaning(), tags, () -> metric.value(meter));
    }
  }

  private void add(
      String name, String meaning, LinkedHashMap<String, String> tags, Supplier<Object> value) {
    Gauge<Object> gauge = (config, now) -> value.get();
    worker.addMetric(worker.metricName(name, meaning, tags), gauge);
  }
}
