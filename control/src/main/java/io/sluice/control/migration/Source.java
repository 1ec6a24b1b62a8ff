package io.sluice.control.migration;

import io.sluice.control.report.Problem;
import io.sluice.source.replication.TableFilter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where a migration reads.
 *
 * @param database its address
 * @param tables the include list, {@code schema.table} each; empty for all tables
 * @param publication made if it is missing
 * @param slot made if it is missing
 * @param chunk how the tables are copied
 */
public record Source(
    Database database, List<String> tables, String publication, String slot, Chunk chunk) {

  private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

  public Source {
    tables = List.copyOf(tables);
    if (!SLOT.matcher(slot).matches()) {
      throw new Problem("source.slot may hold lower-case letters, digits and _ only, at most 63");
    }
    tables.forEach(Source::requireTable);
  }

  private static void requireTable(String table) {
    if (table.indexOf('.') <= 0 || table.endsWith(".")) {
      throw new Problem("source.tables must name each table as schema.table");
    }
    try {
      TableFilter.patterns(table);
    } catch (PatternSyntaxException wrong) {
      throw new Problem(
          "source.tables has %s, which is no regular expression: %s; write a backslash before what belongs to the name, such as \\("
              .formatted(table, wrong.getDescription()),
          wrong);
    }
  }

  /**
   * How tables are copied.
   *
   * @param rows in one chunk
   * @param threads that read chunks at the same time
   */
  public record Chunk(int rows, int threads) {

    /** Chunks that a reader finishes in well under a second. */
    public static final Chunk DEFAULT = new Chunk(20_000, 2);
  }
}
