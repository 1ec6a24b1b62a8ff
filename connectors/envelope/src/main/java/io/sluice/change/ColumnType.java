package io.sluice.change;

import java.util.List;

/**
 * A column's PostgreSQL type, by the name under which any server can declare it again.
 *
 * @param name what {@code format_type(oid, typmod)} says with only {@code pg_catalog} on the search
 *     path, such as {@code numeric(12,2)}, {@code timestamp(3) without time zone}, {@code
 *     integer[]} or {@code public.order_status}: built-in types come without a schema, all others
 *     with one, quoted where SQL needs it
 * @param labels an enum's labels in their order; for an array of an enum, those of its elements;
 *     otherwise empty
 */
public record ColumnType(String name, List<String> labels) {

  private static final String ARRAY = "[]";

  public ColumnType {
    labels = List.copyOf(labels);
  }

  /** A type that is not an enum. */
  public static ColumnType of(String name) {
    return new ColumnType(name, List.of());
  }

  /** Whether a value is an array. */
  public boolean isArray() {
    return name.endsWith(ARRAY);
  }

  /** Whether a value is one of {@link #labels()}. */
  public boolean isEnum() {
    return !labels.isEmpty() && !isArray();
  }

  /**
   * The type of an array's elements.
   *
   * @throws IllegalStateException if this is not an array
   */
  public ColumnType element() {
    if (!isArray()) {
      throw new IllegalStateException(name + " is not an array type");
    }
    return new ColumnType(name.substring(0, name.length() - ARRAY.length()), labels);
  }

  /** The name without its modifiers: {@code numeric}, {@code timestamp without time zone}. */
  public String baseName() {
    int open = name.indexOf('(');
    int close = name.indexOf(')', open);
    return open < 0 || name.indexOf('"') >= 0
        ? name
        : name.substring(0, open) + name.substring(close + 1);
  }
}
