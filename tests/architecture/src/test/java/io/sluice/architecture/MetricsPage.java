package io.sluice.architecture;

import io.sluice.source.connect.SourceMetric;
import io.sluice.source.connect.TableMetric;

/** What a source task tells of itself among the worker's metrics. */
record MetricsPage() implements Page {

  private static final String INTRODUCTION =
      """
      # Source connector: metrics

      From Kafka 4.1 on a worker shows these among its own metrics, and so over JMX, where they are attributes of
      `kafka.connect:type=plugins,connector=<name>,task=0`. Those of a table have `schema` and `table` as further tags. An older
      worker runs the connector without them. What is looked up on the source is as old as `source.watch.interval.ms` at the most.
      """;

  @Override
  public String file() {
    return "metrics.md";
  }

  @Override
  public String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION).append(GENERATED);
    page.append("\n## Task\n\n| metric | meaning |\n|---|---|\n");
    for (SourceMetric metric : SourceMetric.values()) {
      page.append(row(metric.key(), metric.meaning()));
    }
    page.append("\n## Table\n\n| metric | meaning |\n|---|---|\n");
    for (TableMetric metric : TableMetric.values()) {
      page.append(row(metric.key(), metric.meaning()));
    }
    return page.toString();
  }

  private static String row(String key, String meaning) {
    return "| `%s` | %s |\n".formatted(key, Page.cell(meaning));
  }
}
