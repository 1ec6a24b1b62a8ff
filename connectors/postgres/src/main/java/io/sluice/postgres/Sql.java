package io.sluice.postgres;

import io.sluice.change.TableId;
import java.util.Collection;
import java.util.stream.Collectors;

/** The only way for identifiers into SQL. Values go as parameters or as COPY data. */
public final class Sql {

  private Sql() {}

  /** A quoted identifier. */
  public static String identifier(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an identifier holds no zero byte");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A quoted, schema-qualified table name. */
  public static String table(TableId table) {
    return identifier(table.schema()) + "." + identifier(table.table());
  }

  /** Quoted identifiers with commas between. */
  public static String identifiers(Collection<String> names) {
    return names.stream().map(Sql::identifier).collect(Collectors.joining(", "));
  }

  /**
   * A string literal, for statements that take no parameters, such as COPY and replication
   * commands.
   */
  public static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a literal holds no zero byte");
    }
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
  }
}
