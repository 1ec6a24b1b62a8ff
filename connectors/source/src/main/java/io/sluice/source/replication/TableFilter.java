package io.sluice.source.replication;

import io.sluice.change.TableId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tables are captured, by Debezium's rules: each list holds regular expressions that match a
 * whole name, {@code schema.table} or {@code schema}, in whatever case; an empty list of inclusions
 * means everything. PostgreSQL's own schemas and {@code sluice} never are.
 *
 * @param includedTables over {@code schema.table}
 * @param excludedTables over {@code schema.table}
 * @param includedSchemas over {@code schema}
 * @param excludedSchemas over {@code schema}
 */
public record TableFilter(
    List<Pattern> includedTables,
    List<Pattern> excludedTables,
    List<Pattern> includedSchemas,
    List<Pattern> excludedSchemas) {

  /** Captures every table. */
  public static final TableFilter EVERYTHING =
      new TableFilter(List.of(), List.of(), List.of(), List.of());

  private static final Pattern OWN_SCHEMAS = Pattern.compile("pg_.*|information_schema|sluice");
  private static final Pattern LITERAL = Pattern.compile("([\\w -]+)\\\\?\\.([\\w -]+)");
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  public TableFilter {
    includedTables = List.copyOf(includedTables);
    excludedTables = List.copyOf(excludedTables);
    includedSchemas = List.copyOf(includedSchemas);
    excludedSchemas = List.copyOf(excludedSchemas);
  }

  /** Captures the tables of one list, as {@code table.include.list} has it. */
  public static TableFilter including(String tables) {
    return new TableFilter(patterns(tables), List.of(), List.of(), List.of());
  }

  /**
   * Reads a list of regular expressions with commas between; a comma inside one is written {@code
   * \,}.
   *
   * @throws java.util.regex.PatternSyntaxException if one of them is none
   */
  public static List<Pattern> patterns(String list) {
    return Arrays.stream(COMMA.split(list))
        .map(part -> part.strip().replace("\\,", ","))
        .filter(Predicate.not(String::isEmpty))
        .map(part -> Pattern.compile(part, Pattern.CASE_INSENSITIVE))
        .toList();
  }

  /** Whether somebody has said which tables to capture, rather than only which not. */
  public boolean namesTables() {
    return !includedTables.isEmpty() || !includedSchemas.isEmpty();
  }

  /** Whether this table is captured. */
  public boolean captures(TableId table) {
    return !OWN_SCHEMAS.matcher(table.schema()).matches()
        && (includedTables.isEmpty() || anyMatches(includedTables, table.toString()))
        && (includedSchemas.isEmpty() || anyMatches(includedSchemas, table.schema()))
        && !anyMatches(excludedTables, table.toString())
        && !anyMatches(excludedSchemas, table.schema());
  }

  /** Whether an expression is this table's name and no pattern. */
  public boolean names(TableId table) {
    return includedTables.stream()
        .flatMap(pattern -> literal(pattern.pattern()).stream())
        .anyMatch(name -> name.toString().equalsIgnoreCase(table.toString()));
  }

  /** The table that an expression names, if it is plain text with dots, escaped or not. */
  static Optional<TableId> literal(String expression) {
    Matcher parts = LITERAL.matcher(expression);
    return parts.matches()
        ? Optional.of(new TableId(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** The expressions of {@link #includedTables()} that match none of these tables. */
  public List<String> unmatched(List<TableId> tables) {
    return includedTables.stream()
        .filter(p -> tables.stream().noneMatch(table -> p.matcher(table.toString()).matches()))
        .map(Pattern::pattern)
        .toList();
  }

  private static boolean anyMatches(List<Pattern> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
