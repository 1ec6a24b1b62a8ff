package io.sluice.control.schema;

import java.util.regex.Pattern;

/**
 * What an object is called on the target.
 *
 * @param kind of the object
 * @param name in SQL, quoted and qualified
 */
public record ObjectKey(Kind kind, String name) implements Comparable<ObjectKey> {

  private static final Pattern SIMPLE = Pattern.compile("\"([a-z_][a-z0-9_]*)\"");

  @Override
  public int compareTo(ObjectKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  /** For people: without the quotes that nobody would write. */
  static String plain(String sql) {
    return SIMPLE.matcher(sql).replaceAll("$1");
  }

  @Override
  public String toString() {
    return kind + " " + plain(name);
  }
}
