package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code hstore} as a map of strings, values of which may be null. */
record HstoreMapCodec() implements ColumnCodec {

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return HstoreText.parse(text.string()).map(pairs -> pairs);
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text);
  }

  @Override
  @SuppressWarnings("unchecked") // the schema says so
  public Value.Text decode(Object encoded) {
    return Value.text(HstoreText.print((Map<String, String>) encoded));
  }

  @Override
  public Object neutral() {
    return Map.of();
  }
}
