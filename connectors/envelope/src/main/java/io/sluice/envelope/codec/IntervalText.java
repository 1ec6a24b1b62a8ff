package io.sluice.envelope.codec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's text of an interval in the {@code postgres} style.
 *
 * @param micros of the time, with its sign
 */
record IntervalText(long years, long months, long days, long micros) {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_HOUR = 3600;
  private static final int DIGITS = 6;

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:([+-]?\\d+) years? ?)?(?:([+-]?\\d+) mons? ?)?(?:([+-]?\\d+) days? ?)?"
              + "(?:([+-]?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6}))?)?");

  /** Empty for the infinities, and for what is no interval. */
  static Optional<IntervalText> parse(String text) {
    Matcher found = TEXT.matcher(text);
    if (text.isEmpty() || !found.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new IntervalText(
            number(found.group(1)), number(found.group(2)), number(found.group(3)), time(found)));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static long time(Matcher found) {
    if (found.group(5) == null) {
      return 0;
    }
    long seconds =
        number(found.group(5)) * SECONDS_PER_HOUR
            + number(found.group(6)) * 60
            + number(found.group(7));
    String fraction = found.group(8) == null ? "" : found.group(8);
    long micros =
        seconds * MICROS_PER_SECOND + number(fraction + "0".repeat(DIGITS - fraction.length()));
    return found.group(4).equals("-") ? -micros : micros;
  }

  /** What PostgreSQL prints: a plus stands only behind a part that is negative. */
  String print() {
    StringBuilder out = new StringBuilder();
    boolean afterNegative = part(out, years, "year", false);
    afterNegative = part(out, months, "mon", afterNegative);
    afterNegative = part(out, days, "day", afterNegative);
    if (micros != 0 || out.isEmpty()) {
      out.append(out.isEmpty() ? "" : " ");
      out.append(micros < 0 ? "-" : afterNegative ? "+" : "");
      out.append(new TextBuilder(24).time(Math.abs(micros)).ascii());
    }
    return out.toString();
  }

  private static boolean part(StringBuilder out, long number, String unit, boolean afterNegative) {
    if (number == 0) {
      return afterNegative;
    }
    out.append(out.isEmpty() ? "" : " ").append(afterNegative && number > 0 ? "+" : "");
    out.append(number).append(' ').append(unit).append(number == 1 ? "" : "s");
    return number < 0;
  }
}
