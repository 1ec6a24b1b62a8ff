package io.sluice.source.replication;

import io.sluice.change.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a publication publishes of one table.
 *
 * @param columns their names in the table's order, with a column list only those that it names
 * @param rowFilter the condition for rows to be published, as the server writes it with only {@code
 *     pg_catalog} on the search path; a NULL is a no
 */
public record PublishedPart(List<String> columns, Optional<String> rowFilter) {

  private static final String FIND =
      """
      SELECT t.attnames::text[], t.rowfilter FROM pg_publication_tables t
       WHERE t.pubname = ? AND t.schemaname = ? AND t.tablename = ?
      """;

  public PublishedPart {
    columns = List.copyOf(columns);
  }

  /** What is published now; empty if the table is not published. */
  public static Optional<PublishedPart> find(
      Connection connection, String publication, TableId table) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setString(1, publication);
      select.setString(2, table.schema());
      select.setString(3, table.table());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  private static PublishedPart read(ResultSet row) throws SQLException {
    return new PublishedPart(
        List.of((String[]) row.getArray(1).getArray()), Optional.ofNullable(row.getString(2)));
  }
}
