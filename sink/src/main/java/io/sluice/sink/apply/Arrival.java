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

  /** A tombstone, which only moves progress. */
  record Tombstone(PartitionId from, long offset) implements Arrival {}
}
