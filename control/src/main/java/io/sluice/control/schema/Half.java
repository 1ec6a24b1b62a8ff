package io.sluice.control.schema;

/** Which part of a schema. */
public enum Half {
  BEFORE_DATA("before-data"),
  AFTER_DATA("after-data"),
  BOTH("both");

  private final String words;

  Half(String words) {
    this.words = words;
  }

  /** Whether an object belongs to it. */
  boolean has(SchemaObject object) {
    return this == BOTH || object.early() == (this == BEFORE_DATA);
  }

  @Override
  public String toString() {
    return words;
  }
}
