package io.sluice.envelope.codec;

import io.sluice.change.Value;
import io.sluice.envelope.codec.ShortestDecimal.Width;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code double precision}. */
record DoubleCodec() implements ColumnCodec {

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.float64();
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    try {
      return Optional.of(Double.parseDouble(text.string()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return FloatText.survivesJson((Double) encoded) && decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    return FloatText.of((Double) encoded, Width.DOUBLE);
  }

  @Override
  public Object neutral() {
    return 0.0;
  }
}
