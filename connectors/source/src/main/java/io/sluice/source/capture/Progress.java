package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.source.snapshot.KeyBound;
import java.util.Optional;

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
   * @param cursor the end of its last chunk there; empty before the first, and when done
   * @param rows how many rows its chunks had
   * @param done whether that was the last chunk
   */
  record Snapshot(TableId table, Optional<KeyBound> cursor, long rows, boolean done)
      implements Progress {

    /** A snapshot that has not begun. */
    public static Snapshot start(TableId table) {
      return new Snapshot(table, Optional.empty(), 0, false);
    }
  }
}
