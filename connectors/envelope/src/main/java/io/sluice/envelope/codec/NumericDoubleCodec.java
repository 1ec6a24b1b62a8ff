package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code numeric} as the nearest floating-point number.
 *
 * @param scale how many digits the column keeps behind the point; 0 if it has no scale
 */
record NumericDoubleCodec(int scale) implements ColumnCodec {

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.float64();
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return Optional.of(Double.parseDouble(text.string()));
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return FloatText.survivesJson((Double) encoded) && decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    double number = (Double) encoded;
    if (!Double.isFinite(number)) {
      return FloatText.of(number, ShortestDecimal.Width.DOUBLE);
    }
    BigDecimal digits = BigDecimal.valueOf(number).stripTrailingZeros();
    return Value.text(digits.setScale(Math.max(scale, digits.scale())).toPlainString());
  }

  @Override
  public Object neutral() {
    return 0.0;
  }
}
