package io.sluice.control.compare;

import io.sluice.postgres.Sql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The 64-bit hash of a row's text, computed by the server, so that no value leaves it.
 *
 * @param columns that count, in the same order on both sides
 */
public record RowHash(List<String> columns) {

  public RowHash {
    columns = List.copyOf(columns);
  }

  /** The expression, over the table's columns. A row's own text tells a null from an empty text. */
  public String sql() {
    return "hashtextextended(" + text() + ", 0)";
  }

  private String text() {
    return columns.isEmpty()
        ? "''"
        : columns.stream()
            .map(column -> Sql.identifier(column) + "::text")
            .collect(Collectors.joining(", ", "ROW(", ")::text"));
  }
}
