package io.sluice.source.connect;

import io.sluice.source.capture.TableMeter;
import java.util.function.Function;

/** What a task tells of each table that it copies. The reference page is made of these. */
public enum TableMetric {
  ROWS(
      "snapshot-rows",
      "Rows of the table's chunks so far, those before a restart included.",
      TableMeter::rows),
  CHUNKS("snapshot-chunks", "The table's chunks since the task was started.", TableMeter::chunks),
  ESTIMATED_ROWS(
      "snapshot-estimated-rows",
      "How many rows the server believed the table to have when its copy began; -1 until it was"
          + " asked, 0 if the table was never analyzed.",
      TableMeter::estimatedRows),
  DONE(
      "snapshot-done",
      "1 when the whole table is in its topic.",
      meter -> meter.isDone() ? 1L : 0L);

  private final String key;
  private final String meaning;
  private final Function<TableMeter, Object> value;

  TableMetric(String key, String meaning, Function<TableMeter, Object> value) {
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
    return value.apply(meter);
  }
}
