package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code time} as microseconds since midnight, or milliseconds where the column keeps no more.
 * {@code 24:00:00} is a time of its own.
 */
record TimeCodec(ClockUnit unit) implements ColumnCodec {

  @Override
  public SchemaBuilder schema() {
    return unit == ClockUnit.MILLIS
        ? SchemaBuilder.int32().name("io.debezium.time.Time").version(1)
        : SchemaBuilder.int64().name("io.debezium.time.MicroTime").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    TextCursor cursor = new TextCursor(text);
    long micros = cursor.time();
    if (micros < 0 || !cursor.atEnd() || micros % unit.micros() != 0) {
      return Optional.empty();
    }
    return Optional.of(
        unit == ClockUnit.MILLIS ? (Object) (int) (micros / unit.micros()) : (Object) micros);
  }

  @Override
  public Value.Text decode(Object encoded) {
    return new TextBuilder(16).time(((Number) encoded).longValue() * unit.micros()).text();
  }

  @Override
  public Object neutral() {
    return unit == ClockUnit.MILLIS ? (Object) 0 : (Object) 0L;
  }
}
