package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import io.sluice.change.Visibility;
import io.sluice.postgres.Endpoint;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
  private final String publication;
  private final ChunkOptions options;
  private final Queue<ChunkReader> connected = new ConcurrentLinkedQueue<>();
  private final Queue<ChunkReader> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService planning;
  private final ExecutorService reading;
  private final WriterBarrier barrier;
  private volatile int chunkRows;

  /**
   * Connects when the first chunk is asked for.
   *
   * @param publication says which columns and rows are read
   */
  public ChunkReaders(Endpoint endpoint, String publication, ChunkOptions options) {
    this.endpoint = endpoint;
    this.publication = publication;
    this.options = options;
    chunkRows = options.rows();
    barrier = new WriterBarrier(endpoint);
    planning = Executors.newSingleThreadExecutor(DaemonThreads.named("sluice-chunk-planner"));
    reading =
        Executors.newFixedThreadPool(options.threads(), DaemonThreads.named("sluice-chunk-reader"));
  }

  @Override
  public CompletableFuture<Optional<ChunkRead>> readNext(TableChunks table) {
    return CompletableFuture.supplyAsync(() -> plan(table), planning)
        .thenApplyAsync(range -> range.map(found -> read(table.table(), found, Set.of())), reading);
  }

  @Override
  public CompletableFuture<Optional<ChunkRead>> readAgain(
      TableId table, KeyRange range, Set<Integer> seeing) {
    return CompletableFuture.supplyAsync(() -> Optional.of(read(table, range, seeing)), reading);
  }

  @Override
  public CompletableFuture<Void> writersGone(TableId table) {
    return barrier.await(table);
  }

  @Override
  public CompletableFuture<Visibility> glance() {
    return CompletableFuture.supplyAsync(() -> call(ChunkReader::visibility), reading);
  }

  @Override
  public void chunkRows(int rows) {
    chunkRows = rows;
  }

  private Optional<KeyRange.Between> plan(TableChunks table) {
    return call(
        reader ->
            table.next((range, rows) -> reader.boundary(table.table(), range, rows), chunkRows));
  }

  private ChunkRead read(TableId table, KeyRange range, Set<Integer> seeing) {
    return call(reader -> reader.read(table, range, seeing));
  }

  /** One thread, one reader: there are never more readers than threads. */
  private <T> T call(Call<T> call) {
    try {
      ChunkReader reader = idle.poll();
      return call(reader == null ? connect() : reader, call);
    } catch (SQLException failed) {
      throw new CompletionException(failed);
    }
  }

  /** After a failure nobody knows what a session has open. */
  private <T> T call(ChunkReader reader, Call<T> call) throws SQLException {
    try {
      T result = call.run(reader);
      idle.add(reader);
      return result;
    } catch (SQLException | RuntimeException failed) {
      connected.remove(reader);
      reader.close();
      throw failed;
    }
  }

  /**
   * A connection that is made while all are being closed is closed as well, by whichever side sees
   * the other.
   */
  private ChunkReader connect() throws SQLException {
    ChunkReader reader = new ChunkReader(endpoint, publication, options);
    connected.add(reader);
    if (planning.isShutdown()) {
      reader.close();
    }
    return reader;
  }

  /** A reader that is at work stays, and is there for the next time. */
  @Override
  public void rest() {
    for (ChunkReader reader = idle.poll(); reader != null; reader = idle.poll()) {
      connected.remove(reader);
      reader.close();
    }
    barrier.rest();
  }

  /**
   * Ends the threads and the connections; what was being read is lost, and nothing of it was handed
   * on.
   */
  @Override
  public void close() {
    planning.shutdownNow();
    reading.shutdownNow();
    barrier.close();
    connected.forEach(ChunkReader::close);
  }
}
