package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a value's text byte by byte; the buffer becomes the value's own. */
final class TextBuilder {

  private static final int MICROS_PER_SECOND = 1_000_000;

  private byte[] buffer;
  private int size;

  TextBuilder(int capacity) {
    this.buffer = new byte[capacity];
  }

  TextBuilder add(char ascii) {
    if (size == buffer.length) {
      buffer = Arrays.copyOf(buffer, size * 2 + 1);
    }
    buffer[size++] = (byte) ascii;
    return this;
  }

  TextBuilder add(String ascii) {
    return add(ascii, ascii.length());
  }

  /** The first characters of a string. */
  TextBuilder add(String ascii, int length) {
    for (int i = 0; i < length; i++) {
      add(ascii.charAt(i));
    }
    return this;
  }

  TextBuilder add(byte[] bytes, int offset, int length) {
    if (size + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(size + length, size * 2));
    }
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
    return this;
  }

  /** Another character in place of one that is there. */
  TextBuilder replace(int index, char ascii) {
    buffer[index] = (byte) ascii;
    return this;
  }

  /** A number that is not negative, with zeros in front up to a width. */
  TextBuilder number(long number, int width) {
    int digits = width;
    for (long rest = power(width); rest > 0 && number >= rest && digits < 19; rest *= 10) {
      digits++;
    }
    for (int i = 0; i < digits; i++) {
      add('0');
    }
    long rest = number;
    for (int i = size - 1; rest > 0; i--, rest /= 10) {
      buffer[i] = (byte) ('0' + rest % 10);
    }
    return this;
  }

  /** {@code HH:MM:SS[.ffffff]} without zeros at the end, as PostgreSQL prints it. */
  TextBuilder time(long micros) {
    long seconds = micros / MICROS_PER_SECOND;
    number(seconds / 3600, 2).add(':').number(seconds / 60 % 60, 2).add(':');
    number(seconds % 60, 2);
    return fraction(micros % MICROS_PER_SECOND);
  }

  private TextBuilder fraction(long micros) {
    if (micros == 0) {
      return this;
    }
    add('.').number(micros, 6);
    while (buffer[size - 1] == '0') {
      size--;
    }
    return this;
  }

  Value.Text text() {
    return new Value.Text(buffer, 0, size);
  }

  /** The text as a string; it is ASCII. */
  String ascii() {
    return new String(buffer, 0, size, StandardCharsets.ISO_8859_1);
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
