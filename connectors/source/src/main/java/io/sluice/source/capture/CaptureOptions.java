package io.sluice.source.capture;

import java.time.Duration;

/**
 * How much is handed over at once, and how often when there is nothing to hand over.
 *
 * @param batchRecords the size at which a batch is closed, and a huge transaction cut
 * @param heartbeat how long the stream may be quiet before its position is stored all the same
 */
public record CaptureOptions(int batchRecords, Duration heartbeat) {

  public CaptureOptions {
    if (batchRecords < 1 || heartbeat.isNegative() || heartbeat.isZero()) {
      throw new IllegalArgumentException("a batch has a record, and a heartbeat takes some time");
    }
  }
}
