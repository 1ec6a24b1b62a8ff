package io.sluice.source.snapshot;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Visibility;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.Endpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans and reads chunks over one connection. Used by one thread at a time.
 *
 * <p>A chunk's transaction is short and does, in this order:
 *
 * <ol>
 *   <li>lock the table against rewriting and truncation, which would otherwise show rows neither
 *       before nor after;
 *   <li>take the snapshot and note what it can see;
 *   <li>read the table's columns and copy the range's rows;
 *   <li>end, and only then note where the log ends: every transaction that the snapshot saw
 *       committed before that.
 * </ol>
 */
final class ChunkReader implements AutoCloseable {

  private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  private static final String SNAPSHOT =
      "SELECT pg_current_snapshot()::text, pg_is_in_recovery(),"
          + " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
  private static final String LOG_END =
      "SELECT pg_current_wal_insert_lsn()::text,"
          + " pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn()";

  /** A commit of any kind flushes the log up to itself; it need not wait for a standby. */
  private static final String FLUSH =
      "BEGIN; SET LOCAL synchronous_commit = local;"
          + " SELECT pg_logical_emit_message(true, 'sluice.flush', ''); COMMIT";

  private final Connection connection;
  private final ChunkOptions options;

  ChunkReader(Endpoint endpoint, ChunkOptions options) throws SQLException {
    this.options = options;
    connection = endpoint.connect("sluice chunk reader");
    execute("SET enable_seqscan = off");
  }

  /** Where the next chunk of a table ends. */
  Optional<KeyBound> boundary(TableId table, Optional<KeyBound> after, int rows)
      throws SQLException {
    TableSchema schema = schema(table);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(new ChunkSql(schema).boundary(after, rows))) {
      if (!result.next()) {
        return Optional.empty();
      }
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= schema.key().size(); i++) {
        values.add(result.getString(i));
      }
      return Optional.of(new KeyBound(values));
    }
  }

  /** Reads a range. A failure leaves no half chunk: nothing is returned. */
  ChunkRead read(TableId table, KeyRange range) throws SQLException {
    execute(BEGIN);
    execute(ChunkSql.lock(table));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(SNAPSHOT)) {
      result.next();
      Visibility visibility = Visibility.parse(result.getString(1), result.getBoolean(2));
      long readMicros = result.getLong(3);
      TableSchema schema = schema(table);
      ChunkRows rows = new ChunkRows(schema, range, options);
      new ChunkCopy(connection).read(new ChunkSql(schema).copy(range), rows);
      // Of a copy that was broken off, this is the end as well.
      execute("COMMIT");
      return new ChunkRead(
          schema, rows.range(), rows.rest(), visibility, rows.rows(), flushedLogEnd(), readMicros);
    }
  }

  /**
   * The log's end, which is the insert position and not the flush position: rows committed
   * asynchronously are visible before they are flushed. The stream only brings what is flushed, so
   * that on a quiet server a flush is asked for.
   */
  private Lsn flushedLogEnd() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(LOG_END)) {
      result.next();
      Lsn end = Lsn.parse(result.getString(1));
      if (result.getBoolean(2)) {
        execute(FLUSH);
      }
      return end;
    }
  }

  private TableSchema schema(TableId table) throws SQLException {
    return new Catalog(connection)
        .table(table)
        .orElseThrow(() -> new SQLException("table " + table + " does not exist any more", "42P01"))
        .schema();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Breaks off what runs; may be called by any thread. */
  @Override
  public void close() throws SQLException {
    connection.abort(Runnable::run);
  }
}
