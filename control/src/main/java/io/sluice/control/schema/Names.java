package io.sluice.control.schema;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a definition's names into those of the target. Definitions are read with nothing but {@code
 * pg_catalog} on the search path, so that every name of a user's object comes with its schema.
 *
 * <p>The text is read word by word: string literals stay as they are, except for those that are
 * cast to a name; only a pair of words that is the name of a known object is replaced.
 *
 * @param onTarget the objects that have another name there
 */
record Names(Map<TableId, TableId> onTarget) {

  /** Everything keeps its name. */
  static final Names SAME = new Names(Map.of());

  private static final String WORD = "(?:\"(?:[^\"]|\"\")*\"|[\\p{L}_\\P{ASCII}][\\w$\\P{ASCII}]*)";
  private static final String OPERATOR = "[+\\-*/<>=~!@#%^&|`?]+";
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<literal>[eE]'(?:[^'\\\\]++|\\\\.|'')*'|'(?:[^']++|'')*')"
              + "(?<cast>::(?:\"?pg_catalog\"?\\.)?\"?reg[a-z]+\"?)?"
              + "|(?<schema>"
              + WORD
              + ")\\.(?<name>"
              + WORD
              + "|"
              + OPERATOR
              + ")(?<rest>(?:\\."
              + WORD
              + ")*)"
              + "|"
              + WORD,
          Pattern.DOTALL);

  Names {
    onTarget = Map.copyOf(onTarget);
  }

  /** A definition, or a name in one, as the target has it. */
  String inSql(String sql) {
    if (onTarget.isEmpty()) {
      return sql;
    }
    return TOKEN.matcher(sql).replaceAll(found -> Matcher.quoteReplacement(replacement(found)));
  }

  /**
   * Whether an expression calls a table that gets another name by its old one alone, as those with
   * subqueries do: nobody can tell what else it may mean.
   */
  boolean isUnclearIn(String sql) {
    return !onTarget.isEmpty()
        && TOKEN
            .matcher(sql)
            .results()
            .anyMatch(found -> found.group(3) != null && renamed(unquoted(found.group(3))));
  }

  private boolean renamed(String table) {
    return onTarget.entrySet().stream()
        .anyMatch(
            name -> name.getKey().table().equals(table) && !name.getValue().table().equals(table));
  }

  private String replacement(MatchResult found) {
    String literal = found.group(1);
    String schema = found.group(3);
    if (literal != null && found.group(2) != null) {
      return literal(literal) + found.group(2);
    } else if (schema == null) {
      return found.group();
    }
    String name = found.group(4);
    TableId target = onTarget.get(new TableId(unquoted(schema), unquoted(name)));
    return target == null ? found.group() : written(target, name) + found.group(5);
  }

  /** A name in a literal, such as that of a sequence in {@code nextval('app.s'::regclass)}. */
  private String literal(String literal) {
    int quote = literal.indexOf('\'');
    String text = literal.substring(quote + 1, literal.length() - 1).replace("''", "'");
    String plain = quote == 0 ? text : text.replace("\\\\", "\\");
    return Sql.literal(inSql(plain)).strip();
  }

  private static String written(TableId target, String name) {
    return name.matches(OPERATOR)
        ? Sql.identifier(target.schema()) + "." + target.table()
        : Sql.table(target);
  }

  private static String unquoted(String word) {
    return word.startsWith("\"")
        ? word.substring(1, word.length() - 1).replace("\"\"", "\"")
        : word;
  }
}
