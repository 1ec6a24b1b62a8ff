package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * A value as the string that PostgreSQL prints.
 *
 * @param name Debezium's semantic name, if the type has one
 * @param labels of an enum; otherwise empty
 * @param blank what stands in a field that must not be null when no value is known
 */
record TextCodec(Optional<String> name, List<String> labels, String blank) implements ColumnCodec {

  /** Debezium's placeholder for a value that the log left out. */
  static final Optional<Object> UNAVAILABLE = Optional.of("__debezium_unavailable_value");

  static TextCodec plain() {
    return new TextCodec(Optional.empty(), List.of(), "");
  }

  static TextCodec named(String semanticName) {
    return new TextCodec(Optional.of(semanticName), List.of(), "");
  }

  /** A number as a string; its blank is a zero with all its digits. */
  static TextCodec numeric(int scale) {
    String zero = scale == 0 ? "0" : "0." + "0".repeat(scale);
    return new TextCodec(Optional.empty(), List.of(), zero);
  }

  static TextCodec enumeration(List<String> labels) {
    return new TextCodec(Optional.of("io.debezium.data.Enum"), labels, "");
  }

  @Override
  public SchemaBuilder schema() {
    SchemaBuilder schema = SchemaBuilder.string();
    name.ifPresent(semantic -> schema.name(semantic).version(1));
    EnumLabels.write(labels, schema);
    return schema;
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return Optional.of(text.string());
  }

  @Override
  public Value.Text decode(Object encoded) {
    return Value.text((String) encoded);
  }

  @Override
  public Object neutral() {
    return blank;
  }

  @Override
  public Optional<Object> unavailable() {
    return UNAVAILABLE;
  }
}
