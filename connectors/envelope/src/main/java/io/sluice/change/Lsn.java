package io.sluice.change;

import java.util.Locale;

/**
 * A byte position in PostgreSQL's write-ahead log, ordered as an unsigned number.
 *
 * @param value the 64-bit position
 */
public record Lsn(long value) implements Comparable<Lsn> {

  /** Before every record of every log; PostgreSQL's {@code InvalidXLogRecPtr}. */
  public static final Lsn ZERO = new Lsn(0);

  /**
   * Reads PostgreSQL's own notation.
   *
   * @param text two hexadecimal halves with a slash between, such as {@code 16/B374D848}
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Lsn parse(String text) {
    int slash = text.indexOf('/');
    try {
      long high = Long.parseLong(text, 0, Math.max(slash, 0), 16);
      long low = Long.parseLong(text, slash + 1, text.length(), 16);
      if (high >>> 32 == 0 && low >>> 32 == 0) {
        return new Lsn(high << 32 | low);
      }
    } catch (NumberFormatException | IndexOutOfBoundsException notHexadecimal) {
      throw new IllegalArgumentException("not a log position: " + text, notHexadecimal);
    }
    throw new IllegalArgumentException("not a log position: " + text);
  }

  /** Whether this position is at {@code other} or after it. */
  public boolean hasReached(Lsn other) {
    return compareTo(other) >= 0;
  }

  /** The earlier of two positions. */
  public static Lsn earlier(Lsn one, Lsn other) {
    return one.hasReached(other) ? other : one;
  }

  /** The later of two positions. */
  public static Lsn later(Lsn one, Lsn other) {
    return one.hasReached(other) ? one : other;
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  /** PostgreSQL's notation. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFFFFFFL);
  }
}
