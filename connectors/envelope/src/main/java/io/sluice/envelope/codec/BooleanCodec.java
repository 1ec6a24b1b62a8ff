package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code boolean}, which PostgreSQL prints as {@code t} and {@code f}. */
record BooleanCodec() implements ColumnCodec {

  private static final Value.Text TRUE = Value.text("t");
  private static final Value.Text FALSE = Value.text("f");

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.bool();
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    if (text.equals(TRUE)) {
      return Optional.of(true);
    }
    return text.equals(FALSE) ? Optional.of(false) : Optional.empty();
  }

  @Override
  public Value.Text decode(Object encoded) {
    return (Boolean) encoded ? TRUE : FALSE;
  }

  @Override
  public Object neutral() {
    return false;
  }
}
