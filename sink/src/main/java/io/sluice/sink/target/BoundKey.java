package io.sluice.sink.target;

/**
 * A key column of a topic and how the target compares it.
 *
 * @param bound where it goes
 * @param equality the equality of the target's unique index
 */
record BoundKey(BoundColumn bound, String equality) {

  /** {@code left.column = right.column}. */
  String equal(String left, String right) {
    return left + "." + bound.sql() + " " + equality + " " + right + "." + bound.sql();
  }

  /** {@code left.column = ?}. */
  String equalToParameter(String left) {
    return left + "." + bound.sql() + " " + equality + " " + bound.parameter();
  }
}
