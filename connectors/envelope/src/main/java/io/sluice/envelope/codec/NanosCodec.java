package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * A time or timestamp in nanoseconds, where 64 bits of them suffice.
 *
 * @param name Debezium's semantic name
 * @param micros how it is counted in microseconds
 */
record NanosCodec(String name, ColumnCodec micros) implements ColumnCodec {

  private static final int NANOS_PER_MICRO = 1000;
  private static final long MAX_MICROS = Long.MAX_VALUE / NANOS_PER_MICRO;

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.int64().name(name).version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return micros
        .encode(text)
        .map(count -> (Long) count)
        .filter(count -> Math.abs(count) <= MAX_MICROS)
        .map(count -> count * NANOS_PER_MICRO);
  }

  @Override
  public Value.Text decode(Object encoded) {
    return micros.decode(Math.floorDiv((Long) encoded, (long) NANOS_PER_MICRO));
  }

  @Override
  public Object neutral() {
    return 0L;
  }
}
