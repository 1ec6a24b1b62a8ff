package io.sluice.control.cutover;

/** What is compared while nobody writes. */
public enum Compared {
  /** What changed since the last verification; whole tables where there was none. */
  CHANGES,
  /** All tables, whatever was verified: also what strangers have done on the other side. */
  WHOLE,
  NOTHING
}
