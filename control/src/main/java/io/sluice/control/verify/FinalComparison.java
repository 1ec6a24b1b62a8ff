package io.sluice.control.verify;

import io.sluice.control.report.Console;
import io.sluice.control.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tables, compared at rest: what the cutover asks for.
 *
 * @param results one for each captured table
 */
public record FinalComparison(List<FinalResult> results) {

  public FinalComparison {
    results = List.copyOf(results);
  }

  /** How many tables are not equal. */
  public long mismatches() {
    return results.stream().filter(result -> !result.isEqual()).count();
  }

  /** How many rows were compared. */
  public long rows() {
    return results.stream().mapToLong(FinalResult::rows).sum();
  }

  /** In a few words. */
  public String summary() {
    long whole = results.stream().filter(FinalResult::isWhole).count();
    return "%d tables %s, %d of them whole, %d rows compared"
        .formatted(
            mismatches() == 0 ? results.size() : mismatches(),
            mismatches() == 0 ? "are equal" : "differ",
            whole,
            rows());
  }

  /** Prints a table for people. */
  public void print(Console console) {
    TextTable text = new TextTable("table", "compared", "rows", "verdict");
    for (FinalResult each : results) {
      text.row(
          each.table(),
          each.isWhole() ? "whole" : "changes",
          each.rows(),
          (each.isEqual() ? "✓ " : "✗ ") + each.verdict());
    }
    text.lines().forEach(console::say);
    results.forEach(each -> each.named().forEach(row -> console.say(each.table() + ": " + row)));
  }

  /** The same for scripts. */
  public Map<String, Object> report() {
    List<Map<String, Object>> tables = new ArrayList<>();
    for (FinalResult each : results) {
      Map<String, Object> table = new LinkedHashMap<>();
      table.put("table", each.table().toString());
      table.put("whole", each.isWhole());
      table.put("rows", each.rows());
      table.put("equal", each.isEqual());
      table.put("verdict", each.verdict());
      table.put("keys", each.named());
      tables.add(table);
    }
    return Map.of("ok", mismatches() == 0, "mismatches", mismatches(), "tables", tables);
  }
}
