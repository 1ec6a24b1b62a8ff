package io.sluice.e2e.types;

/** How a value comes to the target. */
enum Way {
  /** The row is there before the capture starts. */
  SNAPSHOT("snapshot"),

  /** The row is inserted while the capture runs. */
  INSERT("insert"),

  /** The row is copied, then another column of it is updated; a large value is not in the log. */
  UNCHANGED("unchanged"),

  /** The row is copied without a value, then gets it by an update. */
  UPDATE("update"),

  /** The row is copied, then deleted. */
  DELETE("delete");

  private static final int VALUES = 10_000;

  private final String word;

  Way(String word) {
    this.word = word;
  }

  /** For people. */
  String word() {
    return word;
  }

  /** The key of the row that brings a value this way. */
  int row(int value) {
    return (ordinal() + 1) * VALUES + value;
  }

  /** Whether the row is there before the capture starts. */
  boolean isThereBefore() {
    return this != INSERT;
  }

  /** Whether the row has its value from the start. */
  boolean startsWithValue() {
    return this != UPDATE;
  }
}
