package io.sluice.control.compare;

import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The 64-bit hash of a row's text, computed by the server, so that no value leaves it.
 *
 * @param columns that count, in the same order on both sides
 * @param recoded whether the text is brought to UTF-8 first, because the servers have different
 *     encodings: a hash is one of bytes
 */
public record RowHash(List<String> columns, boolean recoded) {

  private static final String ENCODING = "SELECT current_setting('server_encoding')";

  public RowHash {
    columns = List.copyOf(columns);
  }

  /** The expression, over the table's columns. A row's own text tells a null from an empty text. */
  public String sql() {
    String text = recoded ? "encode(convert_to(" + text() + ", 'UTF8'), 'hex')" : text();
    return "hashtextextended(" + text + ", 0)";
  }

  /** The hash that two servers have in common. */
  public static RowHash between(Connection one, Connection other, List<String> columns)
      throws SQLException {
    return new RowHash(columns, !encoding(one).equals(encoding(other)));
  }

  private static String encoding(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ENCODING)) {
      row.next();
      return row.getString(1);
    }
  }

  private String text() {
    return columns.isEmpty()
        ? "''"
        : columns.stream()
            .map(column -> Sql.identifier(column) + "::text")
            .collect(Collectors.joining(", ", "ROW(", ")::text"));
  }
}
