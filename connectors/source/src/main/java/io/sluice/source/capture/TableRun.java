package io.sluice.source.capture;

import io.sluice.change.TableId;
import io.sluice.source.snapshot.KeyRange;
import io.sluice.source.snapshot.TableChunks;
import java.util.concurrent.CompletableFuture;

/** One table's snapshot under way. Used by the capture thread only. */
final class TableRun {

  private final TableChunks chunks;
  private final Rereads rereads = new Rereads();
  private final CompletableFuture<Void> writersGone;
  private Progress.Snapshot progress;
  private boolean copied;

  /**
   * A snapshot that goes on where its progress says.
   *
   * @param writersGone no chunk is read before that
   */
  TableRun(Progress.Snapshot progress, CompletableFuture<Void> writersGone) {
    this.progress = progress;
    this.chunks = new TableChunks(progress.table(), progress.rest());
    this.writersGone = writersGone;
  }

  TableId table() {
    return chunks.table();
  }

  /** Whether chunks may be read; fails with whatever the wait for writers failed with. */
  boolean isOpen() {
    if (writersGone.isDone()) {
      writersGone.join();
      return true;
    }
    return false;
  }

  TableChunks chunks() {
    return chunks;
  }

  Rereads rereads() {
    return rereads;
  }

  Progress.Snapshot progress() {
    return progress;
  }

  /** A range of the plan is in the topic with all that came before it. */
  void landed(KeyRange.Between range, int rows) {
    KeyRange.Between rest = progress.rest();
    copied = range.upTo().equals(rest.upTo());
    progress =
        new Progress.Snapshot(
            table(),
            progress.mark(),
            copied ? range : new KeyRange.Between(range.upTo(), rest.upTo()),
            progress.rows() + rows,
            false);
  }

  /** Whether every range and every row to be read again is in the topic. */
  boolean isComplete() {
    return copied && rereads.isEmpty();
  }

  /** All is in the topic. */
  Progress.Snapshot finish() {
    progress = progress.finished();
    return progress;
  }
}
