package io.sluice.change;

import java.util.Comparator;

/**
 * A table's name, exactly as the catalog holds it: no quotes, case kept.
 *
 * @param schema the namespace
 * @param table the relation's name in it
 */
public record TableId(String schema, String table) implements Comparable<TableId> {

  private static final Comparator<TableId> ORDER =
      Comparator.comparing(TableId::schema).thenComparing(TableId::table);

  public TableId {
    if (schema.isEmpty() || table.isEmpty()) {
      throw new IllegalArgumentException("a table has a schema and a name");
    }
  }

  @Override
  public int compareTo(TableId other) {
    return ORDER.compare(this, other);
  }

  /**
   * {@code schema.table} for people and for include lists; for SQL, identifiers are quoted
   * elsewhere.
   */
  @Override
  public String toString() {
    return schema + "." + table;
  }
}
