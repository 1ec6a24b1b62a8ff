package io.sluice.envelope.codec;

import io.sluice.change.Value;

/** Floating-point numbers as PostgreSQL prints them with {@code extra_float_digits} above zero. */
final class FloatText {

  private FloatText() {}

  static Value.Text of(double number, ShortestDecimal.Width width) {
    if (Double.isNaN(number)) {
      return Value.text("NaN");
    }
    TextBuilder out = new TextBuilder(25);
    if (Math.copySign(1, number) < 0) {
      out.add('-');
    }
    return Double.isInfinite(number)
        ? out.add("Infinity").text()
        : ShortestDecimal.of(Math.abs(number), width).write(out, width).text();
  }

  /** Whether JSON carries the number: it has neither NaN, nor the infinities, nor a zero's sign. */
  static boolean survivesJson(double number) {
    return Double.isFinite(number) && Double.doubleToRawLongBits(number) != Long.MIN_VALUE;
  }
}
