package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The transactions that have written to a table and are still there. One thread asks; the
 * connection is made when it is needed.
 */
public final class TableWriters implements AutoCloseable {

  /** Of a partitioned table, a writer may hold only the partition. */
  private static final String WRITERS =
      """
      SELECT l.virtualtransaction,
             max(CASE WHEN l.pid IS NULL THEN 'a prepared transaction'
                      ELSE concat('process ', l.pid, ' (application ', a.application_name,
                                  ') in its transaction since ',
                                  date_trunc('second', a.xact_start)) END)
        FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.locktype = 'relation' AND l.granted
         AND l.mode IN ('RowExclusiveLock', 'AccessExclusiveLock')
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND (l.relation = to_regclass(?)
              OR l.relation IN (SELECT relid FROM pg_partition_tree(to_regclass(?))))
       GROUP BY l.virtualtransaction
      """;

  private final Endpoint endpoint;
  private Optional<Connection> connection = Optional.empty();

  /** Writers in this database. */
  public TableWriters(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Each by the server's name for its transaction, with words for people. */
  public synchronized Map<String, String> of(TableId table) throws SQLException {
    Map<String, String> writers = new HashMap<>();
    try (PreparedStatement select = connected().prepareStatement(WRITERS)) {
      select.setString(1, Sql.table(table));
      select.setString(2, Sql.table(table));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          writers.put(row.getString(1), row.getString(2));
        }
      }
    }
    return writers;
  }

  private Connection connected() throws SQLException {
    if (connection.isEmpty()) {
      connection = Optional.of(endpoint.connect("sluice writer barrier"));
    }
    return connection.get();
  }

  /** Gives the connection back; the next question makes another. */
  @Override
  public synchronized void close() throws SQLException {
    if (connection.isPresent()) {
      connection.get().close();
      connection = Optional.empty();
    }
  }
}
