package io.sluice.source.connect;

import io.sluice.change.TableId;
import io.sluice.postgres.connect.WorkerMetrics;
import io.sluice.source.capture.CaptureMeters;
import io.sluice.source.capture.TableMeter;
import java.util.Map;
import org.apache.kafka.connect.source.SourceTaskContext;

/** Shows a task's meters among the worker's metrics. */
record ShownMeters(WorkerMetrics worker) {

  /** Shows the meters, where the worker has a place for them. */
  static void show(SourceTaskContext context, CaptureMeters meters) {
    WorkerMetrics.of(context::pluginMetrics)
        .ifPresent(worker -> new ShownMeters(worker).show(meters));
  }

  private void show(CaptureMeters meters) {
    for (SourceMetric metric : SourceMetric.values()) {
      worker.show(metric.key(), metric.meaning(), Map.of(), () -> metric.value(meters));
    }
    meters.onNewTable(this::show);
  }

  private void show(TableId table, TableMeter meter) {
    for (TableMetric metric : TableMetric.values()) {
      worker.show(
          metric.key(),
          metric.meaning(),
          WorkerMetrics.tags(table.schema(), table.table()),
          () -> metric.value(meter));
    }
  }
}
