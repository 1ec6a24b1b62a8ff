package io.sluice.sink.target;

import io.sluice.change.TableId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What was done to the target, in rows.
 *
 * @param written upserted, copied or updated
 * @param deleted asked to go
 * @param leftOut partial updates of rows that are not there yet
 * @param replayed changes that were applied one by one, because the set-based statements met a
 *     conflict
 * @param statements that changed rows, a COPY included
 * @param conflicts how often a change met what, where that is looked at
 * @param tables each table's part, as far as it was told apart
 */
public record Applied(
    long written,
    long deleted,
    long leftOut,
    long replayed,
    long statements,
    Map<ConflictKind, Long> conflicts,
    Map<TableId, Part> tables) {

  /** Nothing yet. */
  public static final Applied NOTHING = new Applied(0, 0, 0, 0, 0, Map.of(), Map.of());

  /** One table's part, in the same words. */
  public record Part(long written, long deleted, long statements) {

    /** Both together. */
    public Part plus(Part other) {
      return new Part(
          written + other.written, deleted + other.deleted, statements + other.statements);
    }
  }

  public Applied {
    conflicts = Map.copyOf(conflicts);
    tables = Map.copyOf(tables);
  }

  /** By one statement, without a conflict. */
  static Applied rows(long written, long deleted, long leftOut) {
    return rows(written, deleted, leftOut, 1);
  }

  /** By several statements. */
  static Applied rows(long written, long deleted, long leftOut, long statements) {
    return new Applied(written, deleted, leftOut, 0, statements, Map.of(), Map.of());
  }

  /** So many changes were applied one by one; what they did comes on top. */
  static Applied replayed(long changes) {
    return new Applied(0, 0, 0, changes, 0, Map.of(), Map.of());
  }

  /** One conflict. */
  static Applied conflict(ConflictKind kind) {
    return new Applied(0, 0, 0, 0, 0, Map.of(kind, 1L), Map.of());
  }

  /** The same, as a table's part. */
  Applied in(TableId table) {
    Map<TableId, Part> part = Map.of(table, new Part(written, deleted, statements));
    return new Applied(written, deleted, leftOut, replayed, statements, conflicts, part);
  }

  /** Both together. */
  public Applied plus(Applied other) {
    return new Applied(
        written + other.written,
        deleted + other.deleted,
        leftOut + other.leftOut,
        replayed + other.replayed,
        statements + other.statements,
        sum(conflicts, other.conflicts, Long::sum),
        sum(tables, other.tables, Part::plus));
  }

  /** The same, not told apart any more. */
  public Applied withoutTables() {
    return new Applied(written, deleted, leftOut, replayed, statements, conflicts, Map.of());
  }

  private static <K, V> Map<K, V> sum(Map<K, V> one, Map<K, V> other, BinaryOperator<V> both) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    Map<K, V> sum = new HashMap<>(one);
    other.forEach((key, value) -> sum.merge(key, value, both));
    return sum;
  }
}
