package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PostgreSQL's text of arrays with one dimension that starts at 1. */
public final class ArrayText {

  private static final String QUOTED = "\"\\{} \t\n\r\u000B\f";

  private final byte[] buffer;
  private final int end;
  private final char delimiter;
  private int at;

  private ArrayText(Value.Text text, char delimiter) {
    this.buffer = text.buffer();
    this.at = text.offset();
    this.end = text.offset() + text.length();
    this.delimiter = delimiter;
  }

  /** The elements, each a text or NULL; empty if the array has other bounds or dimensions. */
  static Optional<List<Value>> elements(Value.Text text, char delimiter) {
    return new ArrayText(text, delimiter).elements();
  }

  private Optional<List<Value>> elements() {
    List<Value> elements = new ArrayList<>();
    if (!skip('{')) {
      return Optional.empty();
    }
    if (skip('}')) {
      return Optional.of(elements);
    }
    do {
      if (at == end || buffer[at] == '{') {
        return Optional.empty();
      }
      elements.add(skip('"') ? quoted() : bare());
    } while (skip(delimiter));
    return skip('}') && at == end ? Optional.of(elements) : Optional.empty();
  }

  private boolean skip(char ascii) {
    if (at < end && buffer[at] == ascii) {
      at++;
      return true;
    }
    return false;
  }

  private Value bare() {
    int start = at;
    while (at < end && buffer[at] != delimiter && buffer[at] != '}') {
      at++;
    }
    Value.Text text = new Value.Text(buffer, start, at - start);
    return isNull(text) ? Value.Missing.NULL : text;
  }

  private Value quoted() {
    TextBuilder out = new TextBuilder(16);
    while (at < end && buffer[at] != '"') {
      if (buffer[at] == '\\' && at + 1 < end) {
        at++;
      }
      out.add(buffer, at++, 1);
    }
    at++;
    return out.text();
  }

  /**
   * The text that PostgreSQL prints for these elements.
   *
   * @param delimiter what stands between two elements: a semicolon for {@code box}, else a comma
   */
  public static Value.Text of(List<Value> elements, char delimiter) {
    TextBuilder out = new TextBuilder(16 + 8 * elements.size()).add('{');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        out.add(delimiter);
      }
      if (elements.get(i) instanceof Value.Text text) {
        write(text, delimiter, out);
      } else {
        out.add("NULL");
      }
    }
    return out.add('}').text();
  }

  private static void write(Value.Text text, char delimiter, TextBuilder out) {
    if (!needsQuotes(text, delimiter)) {
      out.add(text.buffer(), text.offset(), text.length());
      return;
    }
    out.add('"');
    for (int i = text.offset(); i < text.offset() + text.length(); i++) {
      if (text.buffer()[i] == '"' || text.buffer()[i] == '\\') {
        out.add('\\');
      }
      out.add(text.buffer(), i, 1);
    }
    out.add('"');
  }

  private static boolean needsQuotes(Value.Text text, char delimiter) {
    for (int i = text.offset(); i < text.offset() + text.length(); i++) {
      byte next = text.buffer()[i];
      if (next == delimiter || (next >= 0 && QUOTED.indexOf(next) >= 0)) {
        return true;
      }
    }
    return text.length() == 0 || isNull(text);
  }

  private static boolean isNull(Value.Text text) {
    return text.length() == 4
        && new String(text.buffer(), text.offset(), 4, StandardCharsets.ISO_8859_1)
            .toUpperCase(Locale.ROOT)
            .equals("NULL");
  }
}
