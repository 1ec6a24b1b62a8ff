package io.sluice.sink.apply;

import io.sluice.change.RowChange;
import io.sluice.change.Watermark;

/** A record as it came out of a topic. */
public sealed interface Arrival {

  /** The partition it came from. */
  PartitionId from();

  /** Its offset there. */
  long offset();

  /** {@code topic-partition-offset}, for messages. */
  default String place() {
    return from() + "-" + offset();
  }

  /** Something that happened to a table. */
  record Change(PartitionId from, long offset, RowChange change) implements Arrival {}

  /** A statement about positions. */
  record Mark(PartitionId from, long offset, Watermark watermark) implements Arrival {}

  /** A change that an operator wants left out: it only moves progress, and is noted. */
  record Skipped(PartitionId from, long offset, RowChange change) implements Arrival {}

  /** A tombstone, which only moves progress. */
  record Tombstone(PartitionId from, long offset) implements Arrival {}

  /**
   * A record that is not of a source's form. It only moves progress, and whoever asked for such
   * records sees to it that it is kept elsewhere.
   *
   * @param reason what is wrong with it, without its values
   */
  record Unreadable(PartitionId from, long offset, RuntimeException reason) implements Arrival {}
}
