package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Watermark;
import io.sluice.source.snapshot.WholeTableCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The copies of the tables that cannot be cut, because they have no key: one after the other, each
 * read whole under the snapshot of one point of the log. Used by the capture thread only.
 *
 * <p>Such a copy holds every transaction that committed before its point, and none after. So the
 * table's changes from before the point are left out, its rows go into the topic once the stream
 * has passed the point, and its later changes follow. Nothing of the table but the copy is
 * published before that: the rows are as the table is at every position in between.
 */
final class WholeCopies implements AutoCloseable {

  private final Map<TableId, Progress.Snapshot> waiting = new LinkedHashMap<>();
  private final WholeTableCopy.Start start;
  private final TableVersions versions;
  private Optional<WholeTableCopy> running = Optional.empty();
  private boolean begun;

  WholeCopies(WholeTableCopy.Start start, TableVersions versions) {
    this.start = start;
    this.versions = versions;
  }

  /**
   * A table to be copied.
   *
   * @param progress says whether rows of it are in its topic: they go first
   */
  void add(Progress.Snapshot progress) {
    giveUp(progress.table());
    waiting.put(progress.table(), progress);
  }

  /** The table is not to be copied any more. */
  void giveUp(TableId table) {
    if (running(table).isPresent()) {
      running.get().close();
      running = Optional.empty();
    }
    waiting.remove(table);
  }

  boolean isComplete() {
    return waiting.isEmpty();
  }

  /** Whether a table's copy is not whole yet. */
  boolean awaits(TableId table) {
    return waiting.containsKey(table);
  }

  /** Begins with the next table, if none is being read. */
  void depart() {
    if (running.isEmpty() && !waiting.isEmpty()) {
      running = Optional.of(start.of(waiting.keySet().iterator().next()));
      begun = false;
    }
  }

  /** Whether it is not known yet what a table's copy holds. */
  boolean isUndecided(TableId table) {
    return running(table).map(copy -> copy.point().isEmpty()).orElse(false);
  }

  /**
   * Whether a table's copy holds a transaction's changes. A copy that has not begun will.
   *
   * @param commitLsn where the transaction's commit record starts
   */
  boolean holds(TableId table, Lsn commitLsn) {
    return running(table)
        .flatMap(WholeTableCopy::point)
        .map(point -> commitLsn.compareTo(point) < 0)
        .orElse(true);
  }

  private Optional<WholeTableCopy> running(TableId table) {
    return running.filter(copy -> copy.table().equals(table));
  }

  /**
   * The next rows, if they have been read and the stream has passed the point.
   *
   * @param passed every transaction that committed before this has been followed
   * @param position the last change of the stream, or a quiet position after it
   * @param confirm how far the slot may be confirmed
   * @param patience how long rows may be waited for
   */
  Optional<Batch> land(Lsn passed, Position position, Lsn confirm, Duration patience)
      throws InterruptedException {
    boolean due = running.flatMap(WholeTableCopy::point).map(passed::hasReached).orElse(false);
    Optional<WholeTableCopy.Piece> piece =
        due ? running.orElseThrow().next(patience) : Optional.empty();
    return piece.isPresent() ? Optional.of(land(piece.get(), position, confirm)) : Optional.empty();
  }

  private Batch land(WholeTableCopy.Piece piece, Position position, Lsn confirm) {
    TableSchema schema = versions.share(piece.schema());
    Stamp stamp = new Stamp(position, position.commitLsn(), 0, piece.readMicros());
    List<RowChange> changes = new ArrayList<>(piece.rows().size() + 1);
    long before = rowsBefore(schema, stamp, changes);
    for (RowImage row : piece.rows()) {
      changes.add(new RowChange.Read(schema, stamp, row));
    }
    long rows = before + piece.rows().size();
    Progress.Snapshot progress = waiting.get(schema.table()).of(rows, piece.last());
    List<Watermark> marks = List.of(mark(piece, position, schema, rows));
    advance(progress);
    return new Batch(changes, marks, progress, confirm);
  }

  /** What an earlier run left in the topic goes before the first row. */
  private long rowsBefore(TableSchema schema, Stamp stamp, List<RowChange> changes) {
    long rows = waiting.get(schema.table()).rows();
    if (begun || rows == 0) {
      begun = true;
      return rows;
    }
    begun = true;
    changes.add(new RowChange.Truncate(schema, stamp));
    return 0;
  }

  private static Watermark mark(
      WholeTableCopy.Piece piece, Position position, TableSchema schema, long rows) {
    return piece.last()
        ? new Watermark.TableDone(position, schema, rows)
        : new Watermark.ChunkDone(position, schema.table(), rows);
  }

  private void advance(Progress.Snapshot progress) {
    if (progress.done()) {
      giveUp(progress.table());
    } else {
      waiting.put(progress.table(), progress);
    }
  }

  @Override
  public void close() {
    if (running.isPresent()) {
      running.get().close();
    }
  }
}
