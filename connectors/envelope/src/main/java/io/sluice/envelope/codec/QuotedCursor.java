package io.sluice.envelope.codec;

import java.util.Optional;

/** Reads words and strings in double quotes, in which a backslash escapes, from left to right. */
final class QuotedCursor {

  private final String text;
  private int at;

  QuotedCursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Steps over a word if it is next. */
  boolean skip(String word) {
    if (text.startsWith(word, at)) {
      at += word.length();
      return true;
    }
    return false;
  }

  /** What stands between the next two quotes, escapes as they are; empty if no string is next. */
  Optional<String> quoted() {
    if (atEnd() || text.charAt(at) != '"') {
      return Optional.empty();
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      return Optional.empty();
    }
    String raw = text.substring(at + 1, end);
    at = end + 1;
    return Optional.of(raw);
  }
}
