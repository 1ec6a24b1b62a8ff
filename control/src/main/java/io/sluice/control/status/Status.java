package io.sluice.control.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a migration is at one moment.
 *
 * @param phase what it is busy with
 * @param source the source connector's state in Connect's words
 * @param sink the sink connector's
 * @param complaint why it failed; blank otherwise
 * @param tables by name
 * @param lag of both hops
 */
public record Status(
    Phase phase, String source, String sink, String complaint, List<TableStatus> tables, Lag lag) {

  public Status {
    tables = List.copyOf(tables);
  }

  /** Whether every table is copied. */
  public boolean isCopied() {
    return !tables.isEmpty() && tables.stream().allMatch(TableStatus::done);
  }

  /** Rows copied so far, of all tables. */
  public long rows() {
    return tables.stream().mapToLong(TableStatus::rows).sum();
  }

  /** Everything in one line. */
  public String headline() {
    long done = tables.stream().filter(TableStatus::done).count();
    return String.format(
        Locale.ROOT,
        "%s: %d of %d tables, %,d rows copied; source %,d bytes (%.1f s) and sink %,d records behind%s",
        phase.text(),
        done,
        tables.size(),
        rows(),
        lag.sourceBytes(),
        lag.sourceSeconds(),
        lag.sinkRecords(),
        complaint.isBlank() ? "" : "; " + complaint);
  }

  /** A bar for each table. */
  public List<String> bars() {
    int width = tables.stream().mapToInt(table -> table.bar().label().length()).max().orElse(1);
    return tables.stream().map(table -> table.bar().line(width)).toList();
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("phase", phase.text());
    report.put("source", source);
    report.put("sink", sink);
    report.put("complaint", complaint);
    report.put("lag_bytes", lag.sourceBytes());
    report.put("lag_seconds", lag.sourceSeconds());
    report.put("sink_lag_records", lag.sinkRecords());
    report.put("tables", tables.stream().map(Status::report).toList());
    return report;
  }

  private static Map<String, Object> report(TableStatus table) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("table", table.table().toString());
    report.put("rows", table.rows());
    report.put("estimated_rows", table.estimate());
    report.put("percent", table.percent());
    report.put("done", table.done());
    return report;
  }

  /** The phase that follows from the connectors' states and the tables. */
  static Phase phase(List<String> states, List<TableStatus> tables) {
    if (states.contains("FAILED")) {
      return Phase.FAILED;
    }
    if (states.contains("PAUSED") || states.contains("STOPPED")) {
      return Phase.PAUSED;
    }
    if (tables.stream().noneMatch(Status::isBegun)) {
      return Phase.STARTING;
    }
    return tables.stream().allMatch(TableStatus::done) ? Phase.STREAMING : Phase.SNAPSHOT;
  }

  private static boolean isBegun(TableStatus table) {
    return table.done() || table.rows() > 0;
  }
}
