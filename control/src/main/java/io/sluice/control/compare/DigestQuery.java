package io.sluice.control.compare;

import io.sluice.change.TableId;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Lets a server compute a table's digest: no row leaves it.
 *
 * <p>The hash covers the text of every listed column. Sessions pin the settings that a text depends
 * on, and a row's own text tells a null from an empty string.
 *
 * @param hash of a row
 * @param rowFilter which rows count, in SQL
 */
record DigestQuery(RowHash hash, Optional<String> rowFilter) {

  private static final String PARTITIONED =
      """
      SELECT c.relkind = 'p' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ?
      """;

  static DigestQuery of(CapturedTable table, RowHash hash) {
    return new DigestQuery(hash, table.rowFilter());
  }

  /** The same columns of the whole table, for the side that only has the published rows. */
  DigestQuery unfiltered() {
    return new DigestQuery(hash, Optional.empty());
  }

  Digest run(Connection connection, TableId table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql(table, isPartitioned(connection, table)))) {
      result.next();
      BigDecimal hash = result.getBigDecimal(2);
      return new Digest(result.getLong(1), hash.toBigIntegerExact());
    }
  }

  /** Only then are its rows those of other tables; those that inherit from it are their own. */
  private static boolean isPartitioned(Connection connection, TableId table) throws SQLException {
    return Query.of(connection, PARTITIONED, table.schema(), table.table()).holds();
  }

  private String sql(TableId table, boolean partitioned) {
    return "SELECT count(*), coalesce(sum("
        + hash.sql()
        + "), 0) FROM "
        + (partitioned ? "" : "ONLY ")
        + Sql.table(table)
        + rowFilter.map(filter -> " WHERE " + filter).orElse("");
  }
}
