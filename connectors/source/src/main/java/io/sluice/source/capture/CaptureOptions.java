package io.sluice.source.capture;

import io.sluice.change.Lsn;
import java.time.Duration;
import java.util.Optional;

/**
 * How much is handed over at once and may wait for it, and how often when there is nothing to hand
 * over.
 *
 * @param batch the size at which a batch is closed, and a huge transaction cut
 * @param queue how much may wait; a single larger batch fits an empty queue
 * @param heartbeat how long the stream may be quiet before its position is stored all the same
 * @param overlayBytes what the rows may take that the stream changes during a snapshot, about
 * @param rowBytes how large a row or a message may be, in bytes of its values as text
 * @param messages which logical messages are wanted
 * @param end the commit of the last transaction that is read; empty to go on
 */
public record CaptureOptions(
    Volume batch,
    Volume queue,
    Duration heartbeat,
    long overlayBytes,
    long rowBytes,
    MessageFilter messages,
    Optional<Lsn> end) {

  public CaptureOptions {
    if (heartbeat.isNegative() || heartbeat.isZero()) {
      throw new IllegalArgumentException("a heartbeat takes some time");
    }
    if (rowBytes < 1) {
      throw new IllegalArgumentException("there is room for a byte of a row at least");
    }
  }

  /** Every message, and rows of every size. */
  public CaptureOptions(Volume batch, Volume queue, Duration heartbeat, long overlayBytes) {
    this(
        batch, queue, heartbeat, overlayBytes, Long.MAX_VALUE, MessageFilter.ALL, Optional.empty());
  }

  /** Whether a stream that has passed this position, between two transactions, is at its end. */
  boolean endsBefore(Lsn passed) {
    return end.filter(last -> !last.hasReached(passed)).isPresent();
  }

  /**
   * An amount of rows, in both of its measures: many small rows cost records, large ones bytes.
   *
   * @param records at least one
   * @param bytes of their values, at least one
   */
  public record Volume(int records, long bytes) {

    public Volume {
      if (records < 1 || bytes < 1) {
        throw new IllegalArgumentException("there is room for a record and a byte at least");
      }
    }

    /** Whether so much reaches it. */
    boolean isReachedBy(int otherRecords, long otherBytes) {
      return otherRecords >= records || otherBytes >= bytes;
    }

    /** Whether so much goes beyond it. */
    boolean isExceededBy(int otherRecords, long otherBytes) {
      return otherRecords > records || otherBytes > bytes;
    }
  }
}
