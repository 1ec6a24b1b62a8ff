package io.sluice.control.connect;

import io.sluice.change.TableId;

/** Writes a table's name as the regular expression that matches it and nothing else. Pure. */
public final class TablePattern {

  private static final String META = "\\.[]{}()*+?^$|,";

  private TablePattern() {}

  /**
   * The expression, for a list of expressions with commas between: Sluice's lists take {@code \,}
   * for a comma, cut spaces at the ends, and do not look at case where they are not told to.
   */
  public static String of(TableId table) {
    StringBuilder pattern = new StringBuilder("(?-i:");
    for (char c : table.toString().toCharArray()) {
      if (META.indexOf(c) >= 0) {
        pattern.append('\\');
      }
      pattern.append(c);
    }
    return pattern.append(')').toString();
  }
}
