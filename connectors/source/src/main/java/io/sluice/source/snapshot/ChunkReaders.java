package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import io.sluice.postgres.Endpoint;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * One planner and several readers, each with a connection and a thread of its own.
 *
 * <p>Ranges are planned in the order in which they are asked for, ahead of the reads, which
 * overlap.
 */
public final class ChunkReaders implements ChunkSource {

  /** A database call that a chunk needs. */
  private interface Call<T> {
    T run(ChunkReader reader) throws SQLException;
  }

  private final Endpoint endpoint;
  private final ChunkOptions options;
  private final Queue<ChunkReader> connected = new ConcurrentLinkedQueue<>();
  private final Queue<ChunkReader> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService planning;
  private final ExecutorService reading;

  /** Connects when the first chunk is asked for. */
  public ChunkReaders(Endpoint endpoint, ChunkOptions options) {
    this.endpoint = endpoint;
    this.options = options;
    planning = Executors.newSingleThreadExecutor(named("sluice-chunk-planner"));
    reading = Executors.newFixedThreadPool(options.threads(), named("sluice-chunk-reader"));
  }

  @Override
  public CompletableFuture<Optional<ChunkRead>> readNext(TableChunks table) {
    return CompletableFuture.supplyAsync(() -> plan(table), planning)
        .thenApplyAsync(range -> range.map(found -> read(table.table(), found)), reading);
  }

  @Override
  public CompletableFuture<Optional<ChunkRead>> readAgain(TableId table, KeyRange range) {
    return CompletableFuture.supplyAsync(() -> Optional.of(read(table, range)), reading);
  }

  private Optional<KeyRange.Between> plan(TableChunks table) {
    return call(
        reader ->
            table.next(
                (after, rows) -> reader.boundary(table.table(), after, rows), options.rows()));
  }

  private ChunkRead read(TableId table, KeyRange range) {
    return call(reader -> reader.read(table, range));
  }

  /** One thread, one reader: there are never more readers than threads. */
  private <T> T call(Call<T> call) {
    try {
      ChunkReader reader = idle.poll();
      if (reader == null) {
        reader = connect();
      }
      T result = call.run(reader);
      idle.add(reader);
      return result;
    } catch (SQLException failed) {
      throw new CompletionException(failed);
    }
  }

  /**
   * A connection that is made while all are being closed is closed as well, by whichever side sees
   * the other.
   */
  private ChunkReader connect() throws SQLException {
    ChunkReader reader = new ChunkReader(endpoint, options);
    connected.add(reader);
    if (planning.isShutdown()) {
      reader.close();
    }
    return reader;
  }

  /**
   * Ends the threads and the connections; what was being read is lost, and nothing of it was handed
   * on.
   */
  @Override
  public void close() throws SQLException {
    planning.shutdownNow();
    reading.shutdownNow();
    for (ChunkReader reader : connected) {
      reader.close();
    }
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
