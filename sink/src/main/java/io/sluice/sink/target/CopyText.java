package io.sluice.sink.target;

import io.sluice.change.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows in COPY's text format, encoded straight into one buffer.
 *
 * <p>A value's bytes are PostgreSQL's text already; tab, newline, carriage return and backslash are
 * escaped. What is not known is written as NULL.
 */
final class CopyText {

  private byte[] buffer;
  private int length;
  private boolean fieldsInRow;

  /**
   * An empty buffer.
   *
   * @param capacity in bytes, at first
   */
  CopyText(int capacity) {
    buffer = new byte[capacity];
  }

  /** Adds a field that is a number. */
  void number(long number) {
    byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    separate(digits.length);
    System.arraycopy(digits, 0, buffer, length, digits.length);
    length += digits.length;
  }

  /** Adds a field. */
  void value(Value value) {
    if (value instanceof Value.Text text) {
      text(text.buffer(), text.offset(), text.offset() + text.length());
    } else {
      separate(2);
      buffer[length++] = '\\';
      buffer[length++] = 'N';
    }
  }

  /** Ends the row. */
  void endRow() {
    reserve(1);
    buffer[length++] = '\n';
    fieldsInRow = false;
  }

  /** How many bytes there are. */
  int length() {
    return length;
  }

  /** The bytes, from 0 to {@link #length()}; the next row overwrites them after a clear. */
  byte[] buffer() {
    return buffer;
  }

  /** Forgets the bytes. */
  void clear() {
    length = 0;
  }

  /** Most texts have nothing to escape, and are copied whole. */
  private void text(byte[] from, int start, int end) {
    separate(2 * (end - start));
    int copied = start;
    for (int i = start; i < end; i++) {
      byte escape = escape(from[i]);
      if (escape != 0) {
        plain(from, copied, i);
        buffer[length++] = '\\';
        buffer[length++] = escape;
        copied = i + 1;
      }
    }
    plain(from, copied, end);
  }

  private void plain(byte[] from, int start, int end) {
    System.arraycopy(from, start, buffer, length, end - start);
    length += end - start;
  }

  private static byte escape(byte b) {
    if (b > '\r' && b != '\\') {
      return 0;
    }
    return switch (b) {
      case '\t' -> 't';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\\' -> '\\';
      default -> 0;
    };
  }

  private void separate(int next) {
    reserve(next + 1);
    if (fieldsInRow) {
      buffer[length++] = '\t';
    }
    fieldsInRow = true;
  }

  private void reserve(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, more), buffer.length * 2));
    }
  }
}
