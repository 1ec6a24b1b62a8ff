package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import io.sluice.change.Visibility;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Where chunks are read. Asked by one thread; what is asked for is done by others. */
public interface ChunkSource extends AutoCloseable {

  /**
   * Plans and reads the table's next chunk. Ranges are planned in the order in which they are asked
   * for.
   *
   * @return empty when the table has no further chunk
   */
  CompletableFuture<Optional<ChunkRead>> readNext(TableChunks table);

  /**
   * Reads a range once more, or single rows.
   *
   * @param seeing transactions that the read has to see; it waits for them
   */
  CompletableFuture<Optional<ChunkRead>> readAgain(
      TableId table, KeyRange range, Set<Integer> seeing);

  /**
   * Completes when every transaction has ended that had written to a table, or was able to, when
   * this was asked for: what is read after that has all that they wrote.
   */
  CompletableFuture<Void> writersGone(TableId table);

  /** Which transactions a read of this moment sees. */
  CompletableFuture<Visibility> glance();

  /** How many rows a chunk has that is planned from now on. */
  void chunkRows(int rows);

  /** There is nothing to read for now; connections may go, and come again with the next read. */
  void rest();

  /** Ends the reads; what was being read is lost, and nothing of it was handed on. */
  @Override
  void close();
}
