package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code timestamp with time zone} as an ISO 8601 string in UTC, such as {@code
 * 2024-01-01T00:00:00.123456Z}. What is not a UTC moment with a year of four digits after Christ
 * stays in PostgreSQL's own words: {@code infinity}, {@code 0044-03-15 00:00:00+00 BC}.
 */
record ZonedTimestampCodec() implements ColumnCodec {

  private static final int DATE_LENGTH = 10;
  private static final int SHORTEST = "2024-01-01T00:00:00Z".length();
  private static final String UTC = "+00";

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    byte[] from = text.buffer();
    int end = text.offset() + text.length();
    if (!isUtcMoment(from, text.offset(), end)) {
      return Optional.of(text.string());
    }
    int time = text.offset() + DATE_LENGTH + 1;
    TextBuilder out = new TextBuilder(text.length());
    out.add(from, text.offset(), DATE_LENGTH).add('T');
    return Optional.of(out.add(from, time, end - UTC.length() - time).add('Z').ascii());
  }

  private static boolean isUtcMoment(byte[] from, int start, int end) {
    return end - start >= SHORTEST + UTC.length() - 1
        && from[start + DATE_LENGTH] == ' '
        && from[end - 3] == '+'
        && from[end - 2] == '0'
        && from[end - 1] == '0';
  }

  @Override
  public Value.Text decode(Object encoded) {
    String iso = (String) encoded;
    if (iso.length() < SHORTEST || iso.charAt(DATE_LENGTH) != 'T' || !iso.endsWith("Z")) {
      return Value.text(iso);
    }
    TextBuilder out = new TextBuilder(iso.length() + UTC.length());
    out.add(iso).replace(DATE_LENGTH, ' ').cut(1);
    return out.add(UTC).text();
  }

  @Override
  public Object neutral() {
    return "1970-01-01T00:00:00Z";
  }

  @Override
  public Optional<Object> unavailable() {
    return TextCodec.UNAVAILABLE;
  }
}
