package io.sluice.source.capture;

import io.sluice.change.TableId;
import io.sluice.source.snapshot.KeyRange;
import io.sluice.source.snapshot.TableChunks;

/** One table's snapshot under way. Used by the capture thread only. */
final class TableRun {

  private final TableChunks chunks;
  private final Rereads rereads = new Rereads();
  private Progress.Snapshot progress;
  private boolean copied;

  /** A snapshot that goes on where its progress says. */
  TableRun(Progress.Snapshot progress) {
    this.progress = progress;
    this.chunks = new TableChunks(progress.table(), progress.cursor());
  }

  TableId table() {
    return chunks.table();
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
    copied = range.last();
    progress = new Progress.Snapshot(table(), range.upTo(), progress.rows() + rows, false);
  }

  /** Whether every range and every row to be read again is in the topic. */
  boolean isComplete() {
    return copied && rereads.isEmpty();
  }

  /** All is in the topic. */
  Progress.Snapshot finish() {
    progress = new Progress.Snapshot(table(), progress.cursor(), progress.rows(), true);
    return progress;
  }
}
