package io.sluice.source.snapshot;

import io.sluice.change.Lsn;
import io.sluice.change.TableId;
import io.sluice.change.Visibility;
import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

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

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Connection connection;
  private final TableSources sources;
  private final ChunkOptions options;

  ChunkReader(Endpoint endpoint, String publication, ChunkOptions options) throws SQLException {
    this.options = options;
    connection = endpoint.connect("sluice chunk reader");
    sources = new TableSources(connection, publication);
    execute("SET enable_seqscan = off");
  }

  /** Where the next chunk of a range ends. */
  Optional<KeyBound> boundary(TableId table, KeyRange.Between range, int rows) throws SQLException {
    TableSource source = keyed(table);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(new ChunkSql(source).boundary(range, rows))) {
      if (!result.next()) {
        return Optional.empty();
      }
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= source.schema().key().size(); i++) {
        values.add(result.getString(i));
      }
      return Optional.of(new KeyBound(source.keyNames(), values));
    }
  }

  /**
   * Outside a transaction, a table whose replica identity is just being changed can look as if it
   * had no key: then it is looked at once more, under its lock.
   */
  private TableSource keyed(TableId table) throws SQLException {
    TableSource source = sources.of(table);
    if (!source.schema().hasKey()) {
      execute(BEGIN);
      execute(ChunkSql.lock(table));
      source = sources.of(table);
      execute("COMMIT");
    }
    if (source.schema().hasKey()) {
      return source;
    }
    throw new SourceFailure(
        ErrorCode.NO_KEY,
        "table %s has lost its key while it is copied by key; give it one again, then restart the connector"
            .formatted(table));
  }

  /**
   * Reads a range. A failure leaves no half chunk: nothing is returned.
   *
   * @param seeing transactions that have to be visible first
   */
  ChunkRead read(TableId table, KeyRange range, Set<Integer> seeing) throws SQLException {
    awaitVisible(seeing);
    execute(BEGIN);
    execute(ChunkSql.lock(table));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(SNAPSHOT)) {
      result.next();
      Visibility visibility = Visibility.parse(result.getString(1), result.getBoolean(2));
      long readMicros = result.getLong(3);
      TableSource source = sources.of(table);
      ChunkRows rows = new ChunkRows(source.schema(), range, options);
      new ChunkCopy(connection).read(new ChunkSql(source).copy(range), rows);
      // Of a copy that was broken off, this is the end as well.
      execute("COMMIT");
      return new ChunkRead(
          source.schema(),
          rows.range(),
          rows.rest(),
          visibility,
          rows.rows(),
          flushedLogEnd(),
          readMicros);
    }
  }

  /** They are in the log already, so that this takes long only where a standby is waited for. */
  private void awaitVisible(Set<Integer> transactions) throws SQLException {
    while (transactions.stream().anyMatch(visibility()::invisible)) {
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new SQLException("the reader was closed while it waited", "57014");
      }
    }
  }

  /** Which transactions a read of this moment sees. */
  Visibility visibility() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(SNAPSHOT)) {
      result.next();
      return Visibility.parse(result.getString(1), result.getBoolean(2));
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

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Breaks off what runs; may be called by any thread. */
  @Override
  public void close() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // There is nothing to break off any more, which is what was wanted.
      return;
    }
  }
}
