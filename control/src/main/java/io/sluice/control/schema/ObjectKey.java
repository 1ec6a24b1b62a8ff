package io.sluice.control.schema;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an object is called on the target.
 *
 * @param kind of the object
 * @param name in SQL, quoted and qualified
 */
public record ObjectKey(Kind kind, String name) implements Comparable<ObjectKey> {

  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  @Override
  public int compareTo(ObjectKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  /** For people: without the quotes that nobody would write. */
  static String plain(String sql) {
    return QUOTED
        .matcher(sql)
        .replaceAll(
            word -> Matcher.quoteReplacement(isSimple(word) ? word.group(1) : word.group()));
  }

  private static boolean isSimple(MatchResult word) {
    return word.group(1).matches("[a-z_][a-z0-9_]*");
  }

  @Override
  public String toString() {
    return kind + " " + plain(name);
  }
}
