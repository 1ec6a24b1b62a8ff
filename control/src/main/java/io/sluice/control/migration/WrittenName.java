package io.sluice.control.migration;

import io.sluice.change.TableId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name as people write it: {@code schema.table}, or {@code schema} alone. The first dot ends the
 * schema; a part in double quotes is taken as it is, as in SQL. Pure.
 *
 * @param schema without quotes
 * @param table without quotes; empty where a schema is meant
 */
public record WrittenName(String schema, Optional<String> table) {

  private static final String QUOTED = "\"(?:[^\"]|\"\")+\"";
  private static final Pattern NAME =
      Pattern.compile("(" + QUOTED + "|[^.]+)(?:\\.(.+))?", Pattern.DOTALL);
  private static final Pattern IN_QUOTES = Pattern.compile(QUOTED, Pattern.DOTALL);

  /** Reads a name; empty if it is none. */
  public static Optional<WrittenName> read(String text) {
    Matcher name = NAME.matcher(text);
    return name.matches()
        ? Optional.of(
            new WrittenName(
                bare(name.group(1)), Optional.ofNullable(name.group(2)).map(WrittenName::bare)))
        : Optional.empty();
  }

  /** The table; empty where a schema is meant. */
  public Optional<TableId> id() {
    return table.map(name -> new TableId(schema, name));
  }

  private static String bare(String part) {
    return IN_QUOTES.matcher(part).matches()
        ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
        : part;
  }
}
