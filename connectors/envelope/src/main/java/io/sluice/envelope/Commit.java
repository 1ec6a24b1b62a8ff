package io.sluice.envelope;

import io.sluice.change.Lsn;
import io.sluice.change.Origin;
import io.sluice.change.Stamp;
import java.time.Instant;
import java.util.Optional;

/**
 * What the records of one transaction, or of one chunk, say alike; boxed once for all of them.
 *
 * @param lsn where the commit record starts
 * @param xid the transaction, unsigned; 0 for a chunk
 * @param made when it was committed, or the chunk read
 * @param written when its records were made
 * @param origin where it was made first
 */
record Commit(Long lsn, Long xid, Moment made, Moment written, Optional<Origin> origin) {

  private static final long UNSIGNED_INT = 0xFFFFFFFFL;

  /** A time in the three units that envelopes have it in, since 1970-01-01T00:00:00Z. */
  record Moment(Long millis, Long micros, Long nanos) {

    static Moment ofMicros(long micros) {
      return new Moment(Math.floorDiv(micros, 1_000L), micros, micros * 1_000L);
    }

    static Moment of(Instant instant) {
      long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
      long nanos = micros * 1_000 + instant.getNano() % 1_000;
      return new Moment(Math.floorDiv(micros, 1_000L), micros, nanos);
    }
  }

  static Commit of(Stamp stamp, Instant now) {
    Lsn lsn = stamp.position().commitLsn();
    return new Commit(
        lsn.value(),
        xid(stamp),
        Moment.ofMicros(stamp.commitMicros()),
        Moment.of(now),
        stamp.origin());
  }

  private static long xid(Stamp stamp) {
    return stamp.xid() & UNSIGNED_INT;
  }

  /** Whether a change is of this transaction or chunk. */
  boolean has(Stamp stamp) {
    return lsn == stamp.position().commitLsn().value()
        && xid == xid(stamp)
        && made.micros == stamp.commitMicros();
  }
}
