package io.sluice.change;

import java.util.Optional;

/**
 * Where, by whom and when a change was made.
 *
 * @param position its place in the order of all changes; for a row of a chunk, the place in the
 *     stream at which it was merged
 * @param lsn where the change itself is in the log; for a row of a chunk, the merge position's
 *     commit
 * @param xid the top-level transaction, PostgreSQL's 32-bit id; 0 for a row of a chunk
 * @param commitMicros when it was committed, in microseconds since 1970-01-01T00:00:00Z; for a row
 *     of a chunk, when it was read
 * @param origin where it was made first; empty for what was made on the source itself
 */
public record Stamp(
    Position position, Lsn lsn, int xid, long commitMicros, Optional<Origin> origin) {

  /** Of what was made on the source itself. */
  public Stamp(Position position, Lsn lsn, int xid, long commitMicros) {
    this(position, lsn, xid, commitMicros, Optional.empty());
  }
}
