package io.sluice.envelope.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;

/** JSON objects whose values are strings or null, without blanks. */
final class JsonStrings {

  private static final Pattern ESCAPED =
      Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);
  private static final Pattern SPECIAL = Pattern.compile("[\"\\\\\\x00-\\x1f]");
  private static final String LETTERS = "btnfr";
  private static final String MEANINGS = "\b\t\n\f\r";

  private JsonStrings() {}

  static String write(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> quoted(pair.getKey()) + ":" + value(pair.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(String value) {
    return value == null ? "null" : quoted(value);
  }

  private static String quoted(String text) {
    String escaped =
        SPECIAL
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(escape(found.group().charAt(0))));
    return '"' + escaped + '"';
  }

  private static String escape(char special) {
    int letter = MEANINGS.indexOf(special);
    if (letter >= 0) {
      return "\\" + LETTERS.charAt(letter);
    }
    return special < ' ' ? "\\u%04X".formatted((int) special) : "\\" + special;
  }

  /**
   * @throws DataException if the text is something else
   */
  static Map<String, String> read(String json) {
    QuotedCursor cursor = new QuotedCursor(json);
    Map<String, String> pairs = new LinkedHashMap<>();
    boolean more = cursor.skip("{") && !cursor.skip("}");
    while (more) {
      String key = cursor.quoted().orElseThrow(JsonStrings::somethingElse);
      Optional<String> value = cursor.skip(":") ? cursor.quoted() : Optional.empty();
      if (value.isEmpty() && !cursor.skip("null")) {
        throw somethingElse();
      }
      pairs.put(unescaped(key), value.map(JsonStrings::unescaped).orElse(null));
      more = cursor.skip(",");
      if (!more && !cursor.skip("}")) {
        throw somethingElse();
      }
    }
    return pairs;
  }

  private static DataException somethingElse() {
    return new DataException("a field for hstore holds no JSON object of strings");
  }

  private static String unescaped(String text) {
    return ESCAPED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(meaning(found)));
  }

  private static String meaning(MatchResult found) {
    if (found.group(1) != null) {
      return String.valueOf((char) Integer.parseInt(found.group(1), 16));
    }
    int letter = LETTERS.indexOf(found.group(2));
    return letter >= 0 ? String.valueOf(MEANINGS.charAt(letter)) : found.group(2);
  }
}
