package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code numeric(p,s)} as Connect's Decimal, which has neither NaN nor the infinities.
 *
 * @param precision how many digits the column keeps
 * @param scale how many of them stand behind the point, at least 0
 */
record DecimalCodec(int precision, int scale) implements ColumnCodec {

  private static final String PRECISION = "connect.decimal.precision";

  @Override
  public SchemaBuilder schema() {
    return Decimal.builder(scale).parameter(PRECISION, Integer.toString(precision));
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return NumberText.parse(text).filter(this::fits).map(number -> number.setScale(scale));
  }

  private boolean fits(BigDecimal number) {
    return number.scale() <= scale;
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    return Value.text(((BigDecimal) encoded).toPlainString());
  }

  @Override
  public Object neutral() {
    return BigDecimal.ZERO.setScale(scale);
  }
}
