package io.sluice.control.verify;

import java.util.Locale;

/** How far the verification of a table is, and what it came to. */
public enum TableState {
  /** Not begun, or not to be begun yet: the reason says why. */
  PENDING,
  /** Begun and not at its end. */
  RUNNING,
  /** Every row agreed. */
  VERIFIED,
  /** Rows are proven to differ. */
  MISMATCHED,
  /**
   * Every row agreed but for some that changed at each look. The comparison at the cutover covers
   * them, as it does all that changed since.
   */
  HOT,
  /** It has no key and was written to: it can only be compared whole, at a quiet point. */
  NO_KEY,
  /** It could not be compared: the reason says why. */
  ERROR;

  /** Whether the command has to fail. */
  public boolean isBad() {
    return this == MISMATCHED || this == ERROR;
  }

  /** For people and for scripts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static TableState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}
