package io.sluice.envelope.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** PostgreSQL's text of {@code hstore}: {@code "key"=>"value", "other"=>NULL}. */
final class HstoreText {

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  /** Shorter keys come first. */
  private static final Comparator<byte[]> STORED =
      Comparator.<byte[]>comparingInt(key -> key.length).thenComparing(Arrays::compareUnsigned);

  private HstoreText() {}

  /** The pairs in their order, some without a value; empty if the text is no hstore. */
  static Optional<Map<String, String>> parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    QuotedCursor cursor = new QuotedCursor(text);
    while (!cursor.atEnd()) {
      if (!pairs.isEmpty() && !cursor.skip(", ")) {
        return Optional.empty();
      }
      Optional<String> key = cursor.quoted();
      Optional<String> value = cursor.skip("=>") ? cursor.quoted() : Optional.empty();
      if (key.isEmpty() || (value.isEmpty() && !cursor.skip("NULL"))) {
        return Optional.empty();
      }
      pairs.put(unescaped(key.get()), value.map(HstoreText::unescaped).orElse(null));
    }
    return Optional.of(pairs);
  }

  private static String unescaped(String text) {
    return ESCAPED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
  }

  /** What PostgreSQL prints for these pairs, in whatever order they come. */
  static String print(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .sorted(Comparator.comparing(pair -> bytes(pair.getKey()), STORED))
        .map(pair -> quoted(pair.getKey()) + "=>" + value(pair.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static String value(String value) {
    return value == null ? "NULL" : quoted(value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
