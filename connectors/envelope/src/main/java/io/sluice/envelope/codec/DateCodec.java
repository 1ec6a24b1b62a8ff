package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code date} as days since 1970-01-01; the infinities are the ends of the int range, which no
 * PostgreSQL date reaches.
 */
record DateCodec() implements ColumnCodec {

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.int32().name("io.debezium.time.Date").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    if (Infinity.isInfinite(text)) {
      return Optional.of(text.equals(Infinity.LAST) ? Integer.MAX_VALUE : Integer.MIN_VALUE);
    }
    boolean beforeChrist = Infinity.isBeforeChrist(text);
    TextCursor cursor = new TextCursor(text);
    long day = CivilDate.read(cursor, beforeChrist);
    boolean whole = beforeChrist ? cursor.endsWith(Infinity.BEFORE_CHRIST) : cursor.atEnd();
    return whole && Math.abs(day) < Integer.MAX_VALUE ? Optional.of((int) day) : Optional.empty();
  }

  @Override
  public Value.Text decode(Object encoded) {
    int day = (Integer) encoded;
    if (day == Integer.MAX_VALUE) {
      return Infinity.LAST;
    }
    if (day == Integer.MIN_VALUE) {
      return Infinity.FIRST;
    }
    CivilDate date = CivilDate.ofEpochDay(day);
    TextBuilder out = date.write(new TextBuilder(16));
    return (date.beforeChrist() ? out.add(Infinity.BEFORE_CHRIST) : out).text();
  }

  @Override
  public Object neutral() {
    return 0;
  }
}
