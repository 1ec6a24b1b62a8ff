package io.sluice.control.compare;

import io.sluice.control.migration.Database;
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
    Database source = migration.source().database();
    TableComparison comparison = new TableComparison(source, migration.target());
    List<TableResult> results = new ArrayList<>();
    try (Connection here = source.open("compare");
        Connection there = migration.target().open("compare")) {
      for (CapturedTable table : Publication.tables(here, migration.source())) {
        results.add(comparison.compare(here, there, table, migration.onTarget(table.id())));
      }
    }
    return new Comparison(results);
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
