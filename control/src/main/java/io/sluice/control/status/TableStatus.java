package io.sluice.control.status;

import io.sluice.change.TableId;
import io.sluice.control.report.Bar;

/**
 * How far a table's snapshot is.
 *
 * @param table as the source calls it
 * @param rows copied into its topic so far
 * @param estimate the planner's idea of how many there are; 0 if it has none
 * @param done whether the whole table is in its topic
 */
public record TableStatus(TableId table, long rows, long estimate, boolean done) {

  /** From 0 to 100; an unfinished table is never at 100. */
  public int percent() {
    if (done) {
      return 100;
    }
    return (int) Math.min(99, rows * 100 / Math.max(1, Math.max(rows, estimate)));
  }

  /** The same as a bar. */
  public Bar bar() {
    long total = done ? Math.max(1, rows) : Math.max(estimate, rows + 1);
    return new Bar(table.toString(), done ? total : rows, total, done ? "✓" : "");
  }
}
