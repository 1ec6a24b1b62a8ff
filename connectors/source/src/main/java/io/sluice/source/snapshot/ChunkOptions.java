package io.sluice.source.snapshot;

/**
 * How a table is cut.
 *
 * @param rows how many rows a chunk has, at least 1
 * @param threads how many chunks are read at once, each on a connection of its own, at least 1
 */
public record ChunkOptions(int rows, int threads) {

  public ChunkOptions {
    if (rows < 1 || threads < 1) {
      throw new IllegalArgumentException("a chunk has at least one row and one reader");
    }
  }
}
