package io.sluice.sink.connect;

import io.sluice.sink.target.Applied;
import java.util.function.Function;

/** What a task tells of each table that it writes to. The reference page is made of these. */
public enum SinkTableMetric {
  WRITTEN(
      "table-written-rows-total",
      "Rows that were copied, inserted or updated.",
      Applied.Part::written),
  DELETED("table-deleted-rows-total", "Rows that were asked to go.", Applied.Part::deleted),
  STATEMENTS(
      "table-statements-total",
      "Statements that changed the table, a COPY included.",
      Applied.Part::statements);

  private final String key;
  private final String meaning;
  private final Function<Applied.Part, Object> value;

  SinkTableMetric(String key, String meaning, Function<Applied.Part, Object> value) {
    this.key = key;
    this.meaning = meaning;
    this.value = value;
  }

  /** Its name: stable, for dashboards. */
  public String key() {
    return key;
  }

  /** What it says, with its unit. */
  public String meaning() {
    return meaning;
  }

  Object value(TableMeter meter) {
    return value.apply(meter.total());
  }
}
