package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code timestamp} as microseconds since 1970-01-01T00:00:00, or milliseconds where the column
 * keeps no more. The infinities are the counts that Debezium gives them, close to the ends of the
 * long range of microseconds; a moment that has such a count, or none at all because it is in the
 * last 29 years of PostgreSQL's calendar, does not fit.
 */
record TimestampCodec(ClockUnit unit) implements ColumnCodec {

  private static final long LAST_MICROS = 9_223_372_036_825_200_000L;
  private static final long FIRST_MICROS = -9_223_372_036_832_400_000L;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = SECONDS_PER_DAY * MICROS_PER_SECOND;

  /** Days further from 1970 than this overflow; a day is kept back for its time. */
  private static final long MAX_DAYS = Long.MAX_VALUE / MICROS_PER_DAY - 1;

  @Override
  public SchemaBuilder schema() {
    String name = unit == ClockUnit.MILLIS ? "Timestamp" : "MicroTimestamp";
    return SchemaBuilder.int64().name("io.debezium.time." + name).version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    if (Infinity.isInfinite(text)) {
      long micros = text.equals(Infinity.LAST) ? LAST_MICROS : FIRST_MICROS;
      return Optional.of(micros / unit.micros());
    }
    boolean beforeChrist = Infinity.isBeforeChrist(text);
    TextCursor cursor = new TextCursor(text);
    long day = CivilDate.read(cursor, beforeChrist);
    long time = cursor.skip(' ') ? cursor.time() : TextCursor.NONE;
    boolean whole = beforeChrist ? cursor.endsWith(Infinity.BEFORE_CHRIST) : cursor.atEnd();
    return whole && time >= 0 && day != TextCursor.NONE ? count(day, time) : Optional.empty();
  }

  private Optional<Object> count(long day, long time) {
    if ((unit == ClockUnit.MICROS && Math.abs(day) > MAX_DAYS) || time % unit.micros() != 0) {
      return Optional.empty();
    }
    long count = day * (MICROS_PER_DAY / unit.micros()) + time / unit.micros();
    return count == LAST_MICROS / unit.micros() ? Optional.empty() : Optional.of(count);
  }

  @Override
  public Value.Text decode(Object encoded) {
    long count = (Long) encoded;
    if (count == LAST_MICROS / unit.micros()) {
      return Infinity.LAST;
    }
    if (count == FIRST_MICROS / unit.micros()) {
      return Infinity.FIRST;
    }
    long perDay = MICROS_PER_DAY / unit.micros();
    CivilDate date = CivilDate.ofEpochDay(Math.floorDiv(count, perDay));
    TextBuilder out = date.write(new TextBuilder(32)).add(' ');
    out.time(Math.floorMod(count, perDay) * unit.micros());
    return (date.beforeChrist() ? out.add(Infinity.BEFORE_CHRIST) : out).text();
  }

  @Override
  public Object neutral() {
    return 0L;
  }
}
