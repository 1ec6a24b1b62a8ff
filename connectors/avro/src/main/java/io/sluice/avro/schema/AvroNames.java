package io.sluice.avro.schema;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Any name as a name that Avro allows: letters, digits and underscores, no digit first. Characters
 * that it does not allow become {@code _x<hex>_}, after ISO/IEC 9075-14; what looks like that
 * already has its first underscore escaped, so that two names never become one.
 */
final class AvroNames {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ESCAPED_ALREADY = Pattern.compile("_x[0-9a-f]*_");

  private AvroNames() {}

  /** A name without dots: of a field, or a part of a full name. */
  static String simple(String name) {
    if (LEGAL.matcher(name).matches() && !name.contains("_x")) {
      return name;
    }
    return name.isEmpty() ? "_x_" : escape(name);
  }

  /** A name whose dots part its namespace. */
  static String full(String name) {
    return Arrays.stream(name.split("\\.", -1))
        .map(AvroNames::simple)
        .collect(Collectors.joining("."));
  }

  private static String escape(String name) {
    boolean[] escaped = alreadyEscaped(name);
    StringBuilder text = new StringBuilder(name.length() + 16);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (escaped[i] || !isLegal(c, i == 0)) {
        text.append("_x").append(Integer.toHexString(c)).append('_');
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Where what looks like an escape begins, overlapping ones included. */
  private static boolean[] alreadyEscaped(String name) {
    boolean[] starts = new boolean[name.length()];
    Matcher matcher = ESCAPED_ALREADY.matcher(name);
    for (int from = 0; from < name.length() && matcher.find(from); from = matcher.start() + 1) {
      starts[matcher.start()] = true;
    }
    return starts;
  }

  private static boolean isLegal(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
  }
}
