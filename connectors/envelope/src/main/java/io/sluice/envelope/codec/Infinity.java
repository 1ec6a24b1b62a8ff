package io.sluice.envelope.codec;

import io.sluice.change.Value;

/** PostgreSQL's first and last moment, which dates and timestamps share. */
final class Infinity {

  static final Value.Text LAST = Value.text("infinity");
  static final Value.Text FIRST = Value.text("-infinity");
  static final String BEFORE_CHRIST = " BC";

  private Infinity() {}

  static boolean isBeforeChrist(Value.Text text) {
    return text.length() > 3 && text.buffer()[text.offset() + text.length() - 1] == 'C';
  }
}
