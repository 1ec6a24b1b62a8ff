package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.control.connect.StoredOffset;
import io.sluice.control.report.Problem;
import java.util.List;

/**
 * Where a source connector's stored stream ends.
 *
 * @param commitLsn of the transaction that holds the last change in the topics
 * @param end of the last whole transaction, or a quiet position after it
 */
record StreamEnd(Lsn commitLsn, Lsn end) {

  /**
   * Reads what Connect has stored.
   *
   * @throws Problem if it has stored nothing of the stream
   */
  static StreamEnd of(List<StoredOffset> offsets) {
    return offsets.stream()
        .filter(offset -> offset.kind().equals("wal"))
        .map(
            offset ->
                new StreamEnd(
                    Lsn.parse(offset.offset().path("commit_lsn").asText()),
                    Lsn.parse(offset.offset().path("end_lsn").asText())))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "Connect has stored no position of the source connector: run sluice start"));
  }

  /**
   * Whether the topics end where a transaction does. A large one is written in pieces, and until
   * the last of them its commit lies behind the end of all whole ones.
   */
  boolean isWhole() {
    return end.hasReached(commitLsn);
  }
}
