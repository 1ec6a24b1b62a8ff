package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * {@code numeric} without a scale as a struct of its scale and its digits; zeros at the end stay.
 *
 * @param struct the schema of the structs, which is that of the field
 */
record VariableScaleCodec(Schema struct) implements ColumnCodec {

  private static final String SCALE = "scale";
  private static final String DIGITS = "value";

  VariableScaleCodec() {
    this(builder().build());
  }

  private static SchemaBuilder builder() {
    return SchemaBuilder.struct()
        .name("io.debezium.data.VariableScaleDecimal")
        .version(1)
        .doc("Variable scaled decimal")
        .field(SCALE, Schema.INT32_SCHEMA)
        .field(DIGITS, Schema.BYTES_SCHEMA);
  }

  @Override
  public SchemaBuilder schema() {
    return builder();
  }

  @Override
  public ColumnCodec in(Schema field) {
    return new VariableScaleCodec(field);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return NumberText.parse(text).map(this::encode);
  }

  private Object encode(BigDecimal number) {
    return new Struct(struct)
        .put(SCALE, number.scale())
        .put(DIGITS, number.unscaledValue().toByteArray());
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    Struct number = (Struct) encoded;
    BigInteger digits = new BigInteger(number.getBytes(DIGITS));
    return Value.text(new BigDecimal(digits, number.getInt32(SCALE)).toPlainString());
  }

  @Override
  public Object neutral() {
    return encode(BigDecimal.ZERO);
  }
}
