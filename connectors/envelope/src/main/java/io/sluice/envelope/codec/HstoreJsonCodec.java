package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code hstore} as a JSON object of strings, values of which may be null. */
record HstoreJsonCodec() implements ColumnCodec {

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.string().name("io.debezium.data.Json").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return HstoreText.parse(text.string()).map(JsonStrings::write);
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    return Value.text(HstoreText.print(JsonStrings.read((String) encoded)));
  }

  @Override
  public Object neutral() {
    return "{}";
  }

  @Override
  public Optional<Object> unavailable() {
    return TextCodec.UNAVAILABLE;
  }
}
