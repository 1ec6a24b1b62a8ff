package io.sluice.sink.target;

/** What becomes of a change to a row that the target lacks. */
public enum MissingRow {
  /** The row comes back, as far as the change has it. */
  INSERT,
  /** Nothing. */
  IGNORE,
  /** The sink stops. */
  ERROR
}
