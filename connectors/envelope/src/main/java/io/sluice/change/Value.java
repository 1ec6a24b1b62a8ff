package io.sluice.change;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One column's value in a row image.
 *
 * <p>NULL, a value that an update left unchanged and a column that is not there are three different
 * things; no string ever stands for one of them.
 */
public sealed interface Value {

  /** A value from its PostgreSQL text. */
  static Text text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Text(bytes, 0, bytes.length);
  }

  /** Whether the image holds the column's content: a text or NULL. */
  default boolean isKnown() {
    return this != Missing.UNCHANGED && this != Missing.ABSENT;
  }

  /** The reasons for which there are no bytes. */
  enum Missing implements Value {
    /** SQL's NULL. */
    NULL,

    /**
     * A large value, stored out of line, that an update did not touch and the log therefore does
     * not hold.
     */
    UNCHANGED,

    /**
     * A column that the image does not speak of, such as one outside the key in an old key's image.
     */
    ABSENT
  }

  /**
   * A value in PostgreSQL's text form, in UTF-8: a range of a buffer that is not written to any
   * more.
   *
   * <p>Dates follow ISO, intervals the {@code postgres} style, bytea is hexadecimal, floats are
   * shortest-precise.
   *
   * @param buffer shared with the other values of its row; never modified
   * @param offset where the text starts, in bytes
   * @param length how long it is, in bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Text(byte[] buffer, int offset, int length) implements Value {

    /** The text itself. */
    public String string() {
      return new String(buffer, offset, length, StandardCharsets.UTF_8);
    }

    /** Equal when the text is, wherever it is held. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Text that
          && Arrays.equals(
              buffer, offset, offset + length, that.buffer, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (int i = offset; i < offset + length; i++) {
        hash = 31 * hash + buffer[i];
      }
      return hash;
    }

    /** Its size only: row values reach no log and no message. */
    @Override
    public String toString() {
      return "Text[" + length + " bytes]";
    }
  }
}
