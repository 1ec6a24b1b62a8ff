package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** A date, time or timestamp as one of Connect's own types, which count whole milliseconds. */
record ConnectTimeCodec(Kind kind) implements ColumnCodec {

  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long MICROS_PER_MILLI = 1000;

  /** Connect's three types. */
  enum Kind {
    DATE(Date::builder, new DateCodec()),
    TIME(Time::builder, new TimeCodec(ClockUnit.MICROS)),
    TIMESTAMP(Timestamp::builder, new TimestampCodec(ClockUnit.MICROS));

    private final Supplier<SchemaBuilder> schema;
    private final ColumnCodec exact;

    Kind(Supplier<SchemaBuilder> schema, ColumnCodec exact) {
      this.schema = schema;
      this.exact = exact;
    }

    private long millis(long count) {
      return this == DATE ? count * MILLIS_PER_DAY : Math.floorDiv(count, MICROS_PER_MILLI);
    }

    private Object count(long millis) {
      return this == DATE
          ? (Object) (int) Math.floorDiv(millis, MILLIS_PER_DAY)
          : (Object) (millis * MICROS_PER_MILLI);
    }
  }

  @Override
  public SchemaBuilder schema() {
    return kind.schema.get();
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return kind.exact
        .encode(text)
        .map(count -> new java.util.Date(kind.millis(((Number) count).longValue())));
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    return kind.exact.decode(kind.count(((java.util.Date) encoded).getTime()));
  }

  @Override
  public Object neutral() {
    return new java.util.Date(0);
  }
}
