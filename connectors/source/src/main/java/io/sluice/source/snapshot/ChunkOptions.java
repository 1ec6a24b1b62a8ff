package io.sluice.source.snapshot;

/**
 * How a table is cut.
 *
 * @param rows how many rows a chunk has, at least 1
 * @param threads how many chunks are read at once, each on a connection of its own, at least 1
 * @param bytes at which a chunk ends before it has so many rows; it has one row at least
 * @param rowBytes how large a row may be, in bytes of its values as text
 */
public record ChunkOptions(int rows, int threads, long bytes, long rowBytes) {

  public ChunkOptions {
    if (rows < 1 || threads < 1) {
      throw new IllegalArgumentException("a chunk has at least one row and one reader");
    }
    if (bytes < 1 || rowBytes < 1) {
      throw new IllegalArgumentException("a chunk and a row have at least one byte");
    }
  }

  /** Chunks of rows, however large these are. */
  public ChunkOptions(int rows, int threads) {
    this(rows, threads, Long.MAX_VALUE, Long.MAX_VALUE);
  }
}
