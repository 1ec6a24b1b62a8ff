package io.sluice.control.demo;

import io.sluice.control.cutover.CutoverResult;
import io.sluice.control.report.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the demo came to.
 *
 * @param versions of both servers
 * @param cutover with the comparison of all tables
 * @param changes rows that the writers changed
 * @param copiedRows rows that came by snapshot chunks
 * @param copySeconds from the connectors' creation to the last chunk
 * @param oldestXminMillis the greatest age of a snapshot of ours on the source
 * @param seconds from the first process to the verdict
 */
public record DemoResult(
    Versions versions,
    CutoverResult cutover,
    long changes,
    long copiedRows,
    double copySeconds,
    long oldestXminMillis,
    double seconds) {

  /** Whether every row is equal and every sequence ahead. */
  public boolean isGood() {
    return cutover.isGood();
  }

  private long rowsPerSecond() {
    return Math.round(copiedRows / Math.max(0.001, copySeconds));
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", isGood());
    versions.put(report);
    report.put("tables", cutover.comparison().results().size());
    report.put("rows", cutover.comparison().rows());
    report.put("changes", changes);
    report.put("mismatches", cutover.comparison().mismatches());
    report.put("sequences", cutover.sequences());
    report.put("snapshot_rows_per_second", rowsPerSecond());
    report.put("oldest_xmin_age_ms", oldestXminMillis);
    report.put("seconds", Math.round(seconds * 10) / 10.0);
    return report;
  }

  /** For people. */
  public void print(Console console) {
    console.say("");
    cutover.comparison().print(console);
    console.say("");
    say(console, "%,d rows copied at %,d rows/s", copiedRows, rowsPerSecond());
    say(console, "while writers changed %,d rows", changes);
    say(console, "vacuum on the source was held back for %,d ms at most", oldestXminMillis);
    say(console, "%d sequences are ahead", cutover.sequences());
    console.say("");
    say(
        console,
        isGood() ? "✓ Both databases are equal, after %.1f s." : "✗ They differ, after %.1f s.",
        seconds);
  }

  private static void say(Console console, String format, Object... facts) {
    console.say("  " + String.format(Locale.ROOT, format, facts));
  }
}
