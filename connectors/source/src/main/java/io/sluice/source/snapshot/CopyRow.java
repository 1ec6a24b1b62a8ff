package io.sluice.source.snapshot;

import io.sluice.change.RowImage;
import io.sluice.change.Value;

/**
 * Decodes one line of COPY's text format, as PostgreSQL's documentation of COPY describes it:
 * columns between tabs, {@code \N} for NULL, backslash sequences for control characters.
 */
final class CopyRow {

  private CopyRow() {}

  /**
   * Decodes a line.
   *
   * @param line the line with its newline; it becomes the row's buffer and is changed in place
   *     where it has escapes
   * @param columns how many columns the line has
   * @throws IllegalArgumentException if it has another number of columns
   */
  static RowImage decode(byte[] line, int columns) {
    Value[] values = new Value[columns];
    int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
    int at = 0;
    for (int column = 0; column < columns; column++) {
      int stop = endOfColumn(line, at, end);
      if ((stop == end) != (column == columns - 1)) {
        throw new IllegalArgumentException("a COPY row does not have " + columns + " columns");
      }
      values[column] = value(line, at, stop);
      at = stop + 1;
    }
    return RowImage.of(values);
  }

  private static int endOfColumn(byte[] line, int from, int end) {
    int at = from;
    while (at < end && line[at] != '\t') {
      at++;
    }
    return at;
  }

  private static Value value(byte[] line, int start, int stop) {
    for (int at = start; at < stop; at++) {
      if (line[at] == '\\') {
        return escaped(line, start, at, stop);
      }
    }
    return new Value.Text(line, start, stop - start);
  }

  /** The unescaped text is never longer, so that it takes the place of the escaped one. */
  private static Value escaped(byte[] line, int start, int firstBackslash, int stop) {
    if (stop - start == 2 && line[start + 1] == 'N') {
      return Value.Missing.NULL;
    }
    int to = firstBackslash;
    for (int from = firstBackslash; from < stop; from++) {
      line[to++] = line[from] == '\\' ? unescape(line[++from]) : line[from];
    }
    return new Value.Text(line, start, to - start);
  }

  private static byte unescape(byte escape) {
    return switch (escape) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      default -> escape;
    };
  }
}
