package io.sluice.sink.target;

/**
 * Whether rows of chunks go straight into a table.
 *
 * <p>They do until one is in the way: then the table is staged for some batches, for twice as many
 * after each further failure, because where a table is written to while it is copied the next chunk
 * meets such rows as well.
 */
final class StraightCopy {

  private static final int FIRST_PAUSE = 8;
  private static final int LONGEST_PAUSE = 1024;

  private int pause = FIRST_PAUSE;
  private int batchesToWait;

  /** Whether the next batch should try. Each call counts as a batch. */
  boolean isDue() {
    if (batchesToWait == 0) {
      return true;
    }
    batchesToWait--;
    return false;
  }

  void succeeded() {
    pause = FIRST_PAUSE;
  }

  void failed() {
    batchesToWait = pause;
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}
