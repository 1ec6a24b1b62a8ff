package io.sluice.envelope.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal with the fewest digits that reads back as the same floating-point number, as
 * PostgreSQL prints it. It does not depend on the JDK's own printing, which changed with version
 * 19.
 *
 * @param digits the significant digits, the last of them not zero unless the number is
 * @param exponent of ten, by which they are multiplied
 */
record ShortestDecimal(long digits, int exponent) {

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /** How numbers of one width print. */
  enum Width {
    REAL(6, 9, 6, Float.MIN_NORMAL),
    DOUBLE(15, 17, 15, Double.MIN_NORMAL);

    /** As many digits survive the way from decimal to binary and back. */
    private final int safeDigits;

    /** As many are enough for every number. */
    private final int maxDigits;

    /** From this exponent of ten on, PostgreSQL writes {@code 1e+15}. */
    private final int fixedBelow;

    /** Below it, numbers have fewer digits than are safe above. */
    private final double leastNormal;

    Width(int safeDigits, int maxDigits, int fixedBelow, double leastNormal) {
      this.safeDigits = safeDigits;
      this.maxDigits = maxDigits;
      this.fixedBelow = fixedBelow;
      this.leastNormal = leastNormal;
    }

    private boolean same(double decimal, double number) {
      return (this == REAL ? (float) decimal : decimal) == number;
    }
  }

  /** The decimal of a number that is finite and not negative. */
  static ShortestDecimal of(double number, Width width) {
    for (int places = 0; places < POWERS.length; places++) {
      double scaled = Math.rint(number * POWERS[places]);
      if (scaled >= POWERS[width.safeDigits]) {
        break;
      }
      if (width.same(scaled / POWERS[places], number)) {
        return stripped((long) scaled, -places);
      }
    }
    return search(number, width);
  }

  private static ShortestDecimal search(double number, Width width) {
    BigDecimal exact = new BigDecimal(number);
    BigDecimal rounded = exact;
    int fewest = number < width.leastNormal ? 1 : width.safeDigits;
    for (int precision = fewest; precision <= width.maxDigits; precision++) {
      rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (width.same(rounded.doubleValue(), number)) {
        break;
      }
    }
    return stripped(rounded.unscaledValue().longValue(), -rounded.scale());
  }

  private static ShortestDecimal stripped(long digits, int exponent) {
    long rest = digits;
    int power = exponent;
    while (rest != 0 && rest % 10 == 0) {
      rest /= 10;
      power++;
    }
    return new ShortestDecimal(rest, rest == 0 ? 0 : power);
  }

  /** Writes the decimal in PostgreSQL's layout. */
  TextBuilder write(TextBuilder out, Width width) {
    String text = Long.toString(digits);
    int scientific = exponent + text.length() - 1;
    return scientific >= -4 && scientific < width.fixedBelow
        ? fixed(text, out)
        : scientific(text, scientific, out);
  }

  private TextBuilder fixed(String text, TextBuilder out) {
    int point = text.length() + exponent;
    if (exponent >= 0) {
      return out.add(text).add("0".repeat(exponent));
    }
    return point > 0
        ? out.add(text.substring(0, point)).add('.').add(text.substring(point))
        : out.add("0.").add("0".repeat(-point)).add(text);
  }

  private static TextBuilder scientific(String text, int power, TextBuilder out) {
    out.add(text.charAt(0));
    if (text.length() > 1) {
      out.add('.').add(text.substring(1));
    }
    return out.add('e').add(power < 0 ? '-' : '+').number(Math.abs(power), 2);
  }
}
