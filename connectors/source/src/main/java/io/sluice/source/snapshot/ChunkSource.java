package io.sluice.source.snapshot;

import io.sluice.change.TableId;
import java.sql.SQLException;
import java.util.Optional;
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

  /** Reads a range once more, or single rows. */
  CompletableFuture<Optional<ChunkRead>> readAgain(TableId table, KeyRange range);

  /** Ends the reads; what was being read is lost, and nothing of it was handed on. */
  @Override
  void close() throws SQLException;
}
