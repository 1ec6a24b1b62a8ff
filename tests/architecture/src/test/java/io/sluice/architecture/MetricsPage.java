package io.sluice.architecture;

import io.sluice.sink.connect.SinkMetric;
import io.sluice.sink.connect.SinkTableMetric;
import io.sluice.source.connect.SourceMetric;
import io.sluice.source.connect.TableMetric;
import java.util.function.Function;

/** What tasks tell of themselves among the worker's metrics. */
record MetricsPage() implements Page {

  private static final String INTRODUCTION =
      """
      # Metrics

      From Kafka 4.1 on a worker shows these among its own metrics, and so over JMX, where they are attributes of
      `kafka.connect:type=plugins,connector=<name>,task=<number>`. Those of a table have `schema` and `table` as further tags. An older
      worker runs the connectors without them. What is looked up on the source is as old as `source.watch.interval.ms` at the most.
      """;

  @Override
  public String file() {
    return "metrics.md";
  }

  @Override
  public String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION).append(GENERATED);
    section(
        page,
        "Source connector: task",
        SourceMetric.values(),
        SourceMetric::key,
        SourceMetric::meaning);
    section(
        page,
        "Source connector: table",
        TableMetric.values(),
        TableMetric::key,
        TableMetric::meaning);
    section(
        page, "Sink connector: task", SinkMetric.values(), SinkMetric::key, SinkMetric::meaning);
    section(
        page,
        "Sink connector: table",
        SinkTableMetric.values(),
        SinkTableMetric::key,
        SinkTableMetric::meaning);
    return page.toString();
  }

  private static <M> void section(
      StringBuilder page,
      String title,
      M[] metrics,
      Function<M, String> key,
      Function<M, String> meaning) {
    page.append("\n## ").append(title).append("\n\n| metric | meaning |\n|---|---|\n");
    for (M metric : metrics) {
      page.append("| `%s` | %s |\n".formatted(key.apply(metric), Page.cell(meaning.apply(metric))));
    }
  }
}
