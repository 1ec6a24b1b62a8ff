package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.math.BigDecimal;
import java.util.Optional;

/** PostgreSQL's text of {@code numeric}: digits with a point, never an exponent. */
final class NumberText {

  private NumberText() {}

  /** The number with all its digits; empty for NaN and the infinities. */
  static Optional<BigDecimal> parse(Value.Text text) {
    byte last = text.length() == 0 ? 0 : text.buffer()[text.offset() + text.length() - 1];
    return last >= '0' && last <= '9'
        ? Optional.of(new BigDecimal(text.string()))
        : Optional.empty();
  }
}
