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
 */
record TextCodec(Optional<String> name, List<String> labels) implements ColumnCodec {

  /** Debezium's placeholder for a value that the log left out. */
  static final Optional<Object> UNAVAILABLE = Optional.of("__debezium_unavailable_value");

  static TextCodec plain() {
    return new TextCodec(Optional.empty(), List.of());
  }

  static TextCodec named(String semanticName) {
    return new TextCodec(Optional.of(semanticName), List.of());
  }

  static TextCodec enumeration(List<String> labels) {
    return new TextCodec(Optional.of("io.debezium.data.Enum"), labels);
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
    return labels.isEmpty() ? "" : labels.get(0);
  }

  @Override
  public Optional<Object> unavailable() {
    return UNAVAILABLE;
  }
}
