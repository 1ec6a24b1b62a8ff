package io.sluice.source.capture;

import java.util.concurrent.atomic.AtomicLong;

/** How the copy of one table stands; see {@link CaptureMeters}. */
public final class TableMeter {

  private final AtomicLong chunks = new AtomicLong();
  private volatile long rows;
  private volatile long estimatedRows = -1;
  private volatile boolean done;

  /** The table's progress is on its way to Kafka, with a chunk or without one. */
  void landed(Progress.Snapshot progress, boolean chunk) {
    chunks.addAndGet(chunk ? 1 : 0);
    rows = progress.rows();
    done = progress.done();
  }

  void estimate(long wholeRows) {
    estimatedRows = wholeRows;
  }

  /** Chunks since the task was started. */
  public long chunks() {
    return chunks.get();
  }

  /** Rows of all chunks, those of earlier tasks included. */
  public long rows() {
    return rows;
  }

  /** How many rows the server believes that the table has; -1 while that is not known. */
  public long estimatedRows() {
    return estimatedRows;
  }

  public boolean isDone() {
    return done;
  }
}
