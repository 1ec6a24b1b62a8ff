package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code time with time zone} as an ISO 8601 string with its own offset, such as {@code
 * 12:34:56.123456+02:00}; PostgreSQL's {@code +02} lacks the minutes, and its {@code +00} is {@code
 * Z}.
 */
record ZonedTimeCodec() implements ColumnCodec {

  private static final String UTC = "+00";
  private static final String NO_MINUTES = ":00";
  private static final int HOURS_ONLY = "+02".length();

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.string().name("io.debezium.time.ZonedTime").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    String time = text.string();
    if (time.endsWith(UTC)) {
      return Optional.of(time.substring(0, time.length() - UTC.length()) + "Z");
    }
    return Optional.of(offsetLength(time) == HOURS_ONLY ? time + NO_MINUTES : time);
  }

  @Override
  public Value.Text decode(Object encoded) {
    String iso = (String) encoded;
    if (iso.endsWith("Z")) {
      return Value.text(iso.substring(0, iso.length() - 1) + UTC);
    }
    boolean padded =
        iso.endsWith(NO_MINUTES) && offsetLength(iso) == HOURS_ONLY + NO_MINUTES.length();
    return Value.text(padded ? iso.substring(0, iso.length() - NO_MINUTES.length()) : iso);
  }

  private static int offsetLength(String time) {
    return time.length() - Math.max(time.lastIndexOf('+'), time.lastIndexOf('-'));
  }

  @Override
  public Object neutral() {
    return "00:00:00Z";
  }

  @Override
  public Optional<Object> unavailable() {
    return TextCodec.UNAVAILABLE;
  }
}
