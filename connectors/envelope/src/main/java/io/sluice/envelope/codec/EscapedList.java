package io.sluice.envelope.codec;

import java.util.ArrayList;
import java.util.List;

/** Texts in one text, with commas between; a comma and a backslash inside have one before them. */
public final class EscapedList {

  private EscapedList() {}

  /** One text of at least one. */
  public static String join(List<String> texts) {
    return String.join(",", texts.stream().map(EscapedList::escape).toList());
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace(",", "\\,");
  }

  /** The texts in what {@link #join} made. */
  public static List<String> split(String joined) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < joined.length(); i++) {
      char next = joined.charAt(i);
      if (next == ',') {
        texts.add(text.toString());
        text.setLength(0);
      } else {
        text.append(next == '\\' && i + 1 < joined.length() ? joined.charAt(++i) : next);
      }
    }
    texts.add(text.toString());
    return texts;
  }
}
