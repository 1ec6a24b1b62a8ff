package io.sluice.sink.connect;

import io.sluice.change.TableId;
import io.sluice.postgres.connect.WorkerMetrics;
import io.sluice.sink.target.ConflictKind;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Shows a task's meters among the worker's metrics. */
record ShownMeters(WorkerMetrics worker) {

  /** Shows the meters, where the worker has a place for them. */
  static void show(SinkTaskContext context, ApplyMeters meters) {
    WorkerMetrics.of(context::pluginMetrics)
        .ifPresent(worker -> new ShownMeters(worker).show(meters));
  }

  private void show(ApplyMeters meters) {
    for (SinkMetric metric : SinkMetric.values()) {
      worker.show(metric.key(), metric.meaning(), Map.of(), () -> metric.value(meters));
    }
    for (ConflictKind kind : ConflictKind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      worker.show(
          "conflicts-" + name + "-total",
          "Conflicts of this kind.",
          Map.of(),
          () -> meters.conflicts(kind));
    }
    meters.onNewTable(this::show);
  }

  private void show(TableId table, TableMeter meter) {
    for (SinkTableMetric metric : SinkTableMetric.values()) {
      worker.show(
          metric.key(),
          metric.meaning(),
          WorkerMetrics.tags(table.schema(), table.table()),
          () -> metric.value(meter));
    }
  }
}
