package io.sluice.control.cutover;

/** Which way writers are moved. */
public enum Direction {
  /** From the migration's source to its target. */
  CUTOVER("cutover"),
  /** Back to the source, with everything that was written since. */
  ROLLBACK("rollback");

  private final String word;

  Direction(String word) {
    this.word = word;
  }

  /** The command's name. */
  public String word() {
    return word;
  }

  static Direction of(String word) {
    return word.equals(CUTOVER.word) ? CUTOVER : ROLLBACK;
  }
}
