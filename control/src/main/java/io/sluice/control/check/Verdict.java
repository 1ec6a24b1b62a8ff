package io.sluice.control.check;

/** What a check came to. */
public enum Verdict {
  /** All is as it should be. */
  OK,
  /** It works, but somebody should know. */
  WARNING,
  /** It does not work. */
  FAILED
}
