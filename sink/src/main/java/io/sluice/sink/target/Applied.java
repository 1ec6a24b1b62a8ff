package io.sluice.sink.target;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a transaction did, in rows.
 *
 * @param written upserted, copied or updated
 * @param deleted asked to go
 * @param leftOut partial updates of rows that are not there yet
 * @param replayed changes that were applied one by one, because the set-based statements met a
 *     conflict
 * @param conflicts how often a change met what, where that is looked at
 */
public record Applied(
    long written, long deleted, long leftOut, long replayed, Map<ConflictKind, Long> conflicts) {

  /** Nothing yet. */
  public static final Applied NOTHING = new Applied(0, 0, 0, 0);

  public Applied {
    conflicts = Map.copyOf(conflicts);
  }

  /** Without a conflict. */
  Applied(long written, long deleted, long leftOut, long replayed) {
    this(written, deleted, leftOut, replayed, Map.of());
  }

  /** One conflict. */
  static Applied conflict(ConflictKind kind) {
    return new Applied(0, 0, 0, 0, Map.of(kind, 1L));
  }

  Applied plus(Applied other) {
    return new Applied(
        written + other.written,
        deleted + other.deleted,
        leftOut + other.leftOut,
        replayed + other.replayed,
        sum(conflicts, other.conflicts));
  }

  private static Map<ConflictKind, Long> sum(
      Map<ConflictKind, Long> one, Map<ConflictKind, Long> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    Map<ConflictKind, Long> sum = new EnumMap<>(one);
    other.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
    return sum;
  }
}
