package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.source.replication.TableMark;
import io.sluice.source.snapshot.KeyRange;

/** What is stored with a batch, so that a restart goes on behind it. */
public sealed interface Progress {

  /**
   * How far the stream is in the topics.
   *
   * @param position the last change, or a quiet position
   * @param endLsn where the stream goes on when everything up to the position is confirmed
   */
  record Stream(Position position, Lsn endLsn) implements Progress {}

  /**
   * How far a table's snapshot is in its topic.
   *
   * @param mark which table it is
   * @param rest what is still to be read; of no meaning when done
   * @param rows how many rows its chunks had
   * @param done whether all is in the topic
   */
  record Snapshot(TableId table, TableMark mark, KeyRange.Between rest, long rows, boolean done)
      implements Progress {

    /** A snapshot of a whole table that has not begun. */
    public static Snapshot start(TableId table, TableMark mark) {
      return new Snapshot(table, mark, KeyRange.Between.ALL, 0, false);
    }

    /** The same for a part of the table that is read once more. */
    public Snapshot again(KeyRange.Between range) {
      return new Snapshot(table, mark, range, 0, false);
    }

    /** A table that is only followed, or copied whole. */
    public Snapshot finished() {
      return of(rows, true);
    }

    /** The same with so many rows in the topic. */
    public Snapshot of(long newRows, boolean isDone) {
      return new Snapshot(table, mark, rest, newRows, isDone);
    }

    /** Whether any of it is in the topic. */
    public boolean hasBegun() {
      return rows > 0 || rest.after().isPresent();
    }
  }

  /** What operators have asked for, and how far their signals have been read. */
  record Signals(SignalState state) implements Progress {}
}
