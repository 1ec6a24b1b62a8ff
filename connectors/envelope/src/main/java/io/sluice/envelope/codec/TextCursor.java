package io.sluice.envelope.codec;

import io.sluice.change.Value;

/**
 * Reads a value's bytes from left to right, without making strings of them. Every method leaves the
 * cursor where it was when it does not find what it looks for, or says so by {@link #NONE}.
 */
final class TextCursor {

  /** No number stands here. */
  static final long NONE = Long.MIN_VALUE;

  private static final int MICROS_PER_SECOND = 1_000_000;

  private final byte[] buffer;
  private final int end;
  private int at;

  TextCursor(Value.Text text) {
    this.buffer = text.buffer();
    this.at = text.offset();
    this.end = text.offset() + text.length();
  }

  boolean atEnd() {
    return at == end;
  }

  /** Steps over a character if it is next. */
  boolean skip(char ascii) {
    if (at < end && buffer[at] == ascii) {
      at++;
      return true;
    }
    return false;
  }

  /** Steps over a word if it is all that is left. */
  boolean endsWith(String ascii) {
    if (end - at != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (buffer[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    at = end;
    return true;
  }

  /** A number of at least {@code min} and at most {@code max} digits, which is at most 18. */
  long digits(int min, int max) {
    long number = 0;
    int count = 0;
    while (at < end && count < max && isDigit(buffer[at])) {
      number = number * 10 + (buffer[at++] - '0');
      count++;
    }
    return count < min ? NONE : number;
  }

  /** {@code HH:MM:SS[.ffffff]} in microseconds; an hour may be 24. */
  long time() {
    long hour = digits(2, 2);
    long minute = skip(':') ? digits(2, 2) : NONE;
    long second = skip(':') ? digits(2, 2) : NONE;
    long fraction = fraction();
    if (hour < 0 || minute < 0 || second < 0 || fraction < 0) {
      return NONE;
    }
    return ((hour * 60 + minute) * 60 + second) * MICROS_PER_SECOND + fraction;
  }

  /** Up to six digits after a point, the last of them not zero, in microseconds; or nothing. */
  private long fraction() {
    if (!skip('.')) {
      return 0;
    }
    int start = at;
    long digits = digits(1, 6);
    if (digits < 0 || buffer[at - 1] == '0') {
      return NONE;
    }
    for (int count = at - start; count < 6; count++) {
      digits *= 10;
    }
    return digits;
  }

  private static boolean isDigit(byte ascii) {
    return ascii >= '0' && ascii <= '9';
  }
}
