package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What of a table has to stay as it is between a snapshot and the lock that comes after it:
 * TRUNCATE and rewriting statements show an older snapshot an empty table.
 *
 * @param source its definition
 * @param files the table and its partitions with the files that hold them; another file means that
 *     the rows were moved or are gone
 */
record TableState(TableSource source, String files) {

  private static final String FILES =
      """
      SELECT t.oid || ':' || coalesce(pg_relation_filenode(t.oid), 0)
             || (SELECT coalesce(string_agg(p.relid::oid || ':'
                          || coalesce(pg_relation_filenode(p.relid), 0), ','
                          ORDER BY p.relid::oid), '')
                   FROM pg_partition_tree(t.oid) p)
        FROM (SELECT %s::regclass::oid) AS t(oid)
      """;

  /**
   * The state now.
   *
   * @param connection in autocommit: a running snapshot would not see what changed since
   */
  static TableState of(Connection connection, String publication, TableId table)
      throws SQLException {
    TableSource source = new TableSources(connection, publication).of(table);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FILES.formatted(Sql.literal(Sql.table(table))))) {
      row.next();
      return new TableState(source, row.getString(1));
    }
  }
}
