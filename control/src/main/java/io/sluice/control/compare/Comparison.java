package io.sluice.control.compare;

import io.sluice.change.TableId;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.TextTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Both databases, table by table.
 *
 * @param results one for each captured table
 */
public record Comparison(List<TableResult> results) {

  public Comparison {
    results = List.copyOf(results);
  }

  /** Compares every table of the migration's publication. */
  public static Comparison of(Migration migration) throws SQLException {
    List<TableResult> results = new ArrayList<>();
    try (TableComparison comparison =
        TableComparison.open(migration.source().database(), migration.target())) {
      for (CapturedTable table : tables(migration)) {
        TableId onTarget = migration.onTarget(table.id());
        results.add(comparison.compare(table, onTarget));
      }
    }
    return new Comparison(results);
  }

  private static List<CapturedTable> tables(Migration migration) throws SQLException {
    try (Connection source = migration.source().database().open("compare")) {
      return Publication.tables(source, migration.source());
    }
  }

  /** How many tables are not equal. */
  public long mismatches() {
    return results.stream().filter(result -> !result.isEqual()).count();
  }

  /** How many rows the source has in all tables together. */
  public long rows() {
    return results.stream().mapToLong(TableResult::sourceRows).sum();
  }

  /** In a few words. */
  public String summary() {
    return mismatches() == 0
        ? results.size() + " tables are equal"
        : mismatches() + " tables differ";
  }

  /** Prints a table for people. */
  public void print(Console console) {
    TextTable table = new TextTable("table", "source rows", "target rows", "verdict");
    for (TableResult each : results) {
      table.row(each.table(), each.sourceRows(), each.targetRows(), mark(each) + each.verdict());
    }
    table.lines().forEach(console::say);
  }

  /** The same for scripts. */
  public Map<String, Object> report() {
    List<Map<String, Object>> tables = new ArrayList<>();
    for (TableResult each : results) {
      Map<String, Object> table = new LinkedHashMap<>();
      table.put("table", each.table().toString());
      table.put("source_rows", each.sourceRows());
      table.put("target_rows", each.targetRows());
      table.put("equal", each.isEqual());
      table.put("verdict", each.verdict());
      tables.add(table);
    }
    return Map.of("ok", mismatches() == 0, "mismatches", mismatches(), "tables", tables);
  }

  private static String mark(TableResult result) {
    return result.isEqual() ? "✓ " : "✗ ";
  }
}
