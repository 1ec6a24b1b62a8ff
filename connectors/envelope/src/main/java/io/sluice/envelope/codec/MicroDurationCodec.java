package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code interval} as microseconds, a month counting 30.4375 days. Only a time without months and
 * days comes back from it.
 */
record MicroDurationCodec() implements ColumnCodec {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long MICROS_PER_MONTH = 2_629_800_000_000L;

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.int64().name("io.debezium.time.MicroDuration").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return IntervalText.parse(text.string()).flatMap(MicroDurationCodec::micros);
  }

  private static Optional<Object> micros(IntervalText interval) {
    try {
      long months = Math.addExact(Math.multiplyExact(12, interval.years()), interval.months());
      long date =
          Math.addExact(
              Math.multiplyExact(months, MICROS_PER_MONTH),
              Math.multiplyExact(interval.days(), MICROS_PER_DAY));
      return Optional.of(Math.addExact(date, interval.micros()));
    } catch (ArithmeticException beyondLong) {
      return Optional.empty();
    }
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    return Value.text(new IntervalText(0, 0, 0, (Long) encoded).print());
  }

  @Override
  public Object neutral() {
    return 0L;
  }
}
