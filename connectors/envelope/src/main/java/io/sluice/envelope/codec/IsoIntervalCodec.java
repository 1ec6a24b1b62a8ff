package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code interval} as ISO 8601 with all its parts, {@code P1Y2M3DT4H5M6.789S}. */
record IsoIntervalCodec() implements ColumnCodec {

  private static final long MICROS_PER_MINUTE = 60_000_000;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int DIGITS = 6;
  private static final String NOTHING = "P0Y0M0DT0H0M0S";

  private static final Pattern ISO =
      Pattern.compile("P(-?\\d+)Y(-?\\d+)M(-?\\d+)DT(-?\\d+)H(-?\\d+)M(-?\\d+(?:\\.\\d+)?)S");

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.string().name("io.debezium.time.Interval").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    return Optional.of(
        IntervalText.parse(text.string()).map(IsoIntervalCodec::iso).orElseGet(text::string));
  }

  private static String iso(IntervalText interval) {
    long minutes = interval.micros() / MICROS_PER_MINUTE;
    BigDecimal seconds = BigDecimal.valueOf(interval.micros() % MICROS_PER_MINUTE, DIGITS);
    return "P%dY%dM%dDT%dH%dM%sS"
        .formatted(
            interval.years(),
            interval.months(),
            interval.days(),
            minutes / MINUTES_PER_HOUR,
            minutes % MINUTES_PER_HOUR,
            seconds.stripTrailingZeros().toPlainString());
  }

  @Override
  public boolean exact(Value.Text text, Object encoded) {
    return decode(encoded).equals(text);
  }

  @Override
  public Value.Text decode(Object encoded) {
    Matcher iso = ISO.matcher((String) encoded);
    if (!iso.matches()) {
      return Value.text((String) encoded);
    }
    long minutes = number(iso, 4) * MINUTES_PER_HOUR + number(iso, 5);
    long seconds = new BigDecimal(iso.group(6)).movePointRight(DIGITS).longValueExact();
    long micros = minutes * MICROS_PER_MINUTE + seconds;
    return Value.text(
        new IntervalText(number(iso, 1), number(iso, 2), number(iso, 3), micros).print());
  }

  private static long number(Matcher iso, int group) {
    return Long.parseLong(iso.group(group));
  }

  @Override
  public Object neutral() {
    return NOTHING;
  }
}
