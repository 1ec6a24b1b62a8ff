package io.sluice.control.operate;

import io.sluice.change.TableId;

/** Writes a table's name as the regular expression that matches it and nothing else. Pure. */
final class TablePattern {

  private static final String META = "\\.[]{}()*+?^$|,";

  private TablePattern() {}

  /**
   * The expression, for a list of expressions with commas between: Sluice's lists take {@code \,}
   * for a comma, and cut spaces at the ends. What could be taken for either stands in a group.
   */
  static String of(TableId table) {
    StringBuilder pattern = new StringBuilder();
    for (char c : table.toString().toCharArray()) {
      if (META.indexOf(c) >= 0) {
        pattern.append('\\');
      }
      pattern.append(c);
    }
    return isPlain(table.toString()) ? pattern.toString() : "(?:" + pattern + ")";
  }

  private static boolean isPlain(String name) {
    return name.equals(name.strip()) && !name.endsWith("\\");
  }
}
