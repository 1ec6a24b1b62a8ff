package io.sluice.sink.target;

/**
 * What a transaction did, in rows.
 *
 * @param written upserted, copied or updated
 * @param deleted asked to go
 * @param leftOut partial updates of rows that are not there yet
 * @param replayed changes that were applied one by one, because the set-based statements met a
 *     conflict
 */
public record Applied(long written, long deleted, long leftOut, long replayed) {

  /** Nothing yet. */
  public static final Applied NOTHING = new Applied(0, 0, 0, 0);

  Applied plus(Applied other) {
    return new Applied(
        written + other.written,
        deleted + other.deleted,
        leftOut + other.leftOut,
        replayed + other.replayed);
  }
}
