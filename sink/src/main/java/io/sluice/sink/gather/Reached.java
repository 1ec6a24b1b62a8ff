package io.sluice.sink.gather;

import io.sluice.change.Position;

/**
 * Where a partition's progress stands when reading it begins.
 *
 * @param position of the last change applied
 * @param aligned whether all partitions were moved together, from the end of one batch of the
 *     source to that of another
 */
public record Reached(Position position, boolean aligned) {

  /** Of a partition from which nothing has been applied. */
  public static final Reached NOTHING = new Reached(Position.START, true);

  boolean isNothing() {
    return position.equals(Position.START);
  }
}
