package io.sluice.envelope.codec;

import io.sluice.change.Value;

/** PostgreSQL's first and last moment, which dates and timestamps share. */
final class Infinity {

  static final Value.Text LAST = Value.text("infinity");
  static final Value.Text FIRST = Value.text("-infinity");
  static final String BEFORE_CHRIST = " BC";

  private Infinity() {}

  static boolean isBeforeChrist(Value.Text text) {
    return endsWith(text, 'C');
  }

  /** Whether a text is one of the two; a look at its last letter settles most. */
  static boolean isInfinite(Value.Text text) {
    return endsWith(text, 'y') && (text.equals(LAST) || text.equals(FIRST));
  }

  private static boolean endsWith(Value.Text text, char ascii) {
    return text.length() > 0 && text.buffer()[text.offset() + text.length() - 1] == ascii;
  }
}
