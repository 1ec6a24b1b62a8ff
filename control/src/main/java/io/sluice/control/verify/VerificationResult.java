package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.control.report.Console;
import io.sluice.control.report.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a verification came to.
 *
 * @param tables by name
 * @param repaired how many rows differed and do not any more
 * @param position the end of the source's log when it began: the cutover compares what changed
 *     since
 */
public record VerificationResult(List<TableResult> tables, long repaired, Lsn position) {

  public VerificationResult {
    tables = List.copyOf(tables);
  }

  /** Whether nothing is known to differ and everything could be read. */
  public boolean isGood() {
    return tables.stream().noneMatch(table -> table.state().isBad());
  }

  VerificationResult repaired(long rows) {
    return new VerificationResult(tables, rows, position);
  }

  /** How many rows are proven to differ. */
  public long differences() {
    return tables.stream().mapToLong(table -> table.findings().counts().total()).sum();
  }

  /** Prints a table for people, and the names of rows that differ. */
  public void print(Console console) {
    TextTable text =
        new TextTable("table", "state", "ranges", "rows", "missing", "extra", "different");
    for (TableResult each : tables) {
      Counts counts = each.findings().counts();
      text.row(
          each.table(),
          mark(each) + each.state().word(),
          (long) each.ranges(),
          each.rows(),
          counts.missing(),
          counts.extra(),
          counts.different());
    }
    text.lines().forEach(console::say);
    tables.stream()
        .filter(each -> !each.reason().isBlank())
        .forEach(each -> console.say(each.table() + ": " + each.reason()));
    tables.stream().map(TableResult::lines).flatMap(List::stream).forEach(console::say);
    if (repaired > 0) {
      console.say(repaired + " rows mended");
    }
  }

  private static String mark(TableResult table) {
    return table.state() == TableState.VERIFIED ? "✓ " : table.state().isBad() ? "✗ " : "… ";
  }

  /** The same for scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", isGood());
    report.put("tables", tables.stream().map(TableResult::report).toList());
    report.put("repaired", repaired);
    report.put("position", position.toString());
    return report;
  }
}
