package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * {@code timestamp with time zone} as an ISO 8601 string in UTC with all the fractional digits that
 * the column keeps, such as {@code 2024-01-01T00:00:00.120000Z}. What is not a UTC moment with a
 * year of four digits after Christ stays in PostgreSQL's own words: {@code infinity}, {@code
 * 0044-03-15 00:00:00+00 BC}.
 *
 * @param digits how many fractional digits the column keeps
 */
record ZonedTimestampCodec(int digits) implements ColumnCodec {

  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = "2024-01-01 00:00:00".length();
  private static final String UTC = "+00";

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    int seconds = SECONDS_LENGTH;
    int fraction = text.length() - seconds - UTC.length();
    if (!isUtcMoment(text, fraction)) {
      return Optional.of(text.string());
    }
    TextBuilder out = new TextBuilder(seconds + digits + 2);
    out.add(text.buffer(), text.offset(), seconds + fraction).replace(DATE_LENGTH, 'T');
    if (fraction == 0 && digits > 0) {
      out.add('.');
    }
    for (int i = Math.max(fraction - 1, 0); i < digits; i++) {
      out.add('0');
    }
    return Optional.of(out.add('Z').ascii());
  }

  /** Whether a text is a moment whose fraction, with its point, has this length. */
  private static boolean isUtcMoment(Value.Text text, int fraction) {
    byte[] from = text.buffer();
    int start = text.offset();
    int zone = start + SECONDS_LENGTH + fraction;
    return fraction >= 0
        && from[start + DATE_LENGTH] == ' '
        && (fraction == 0 || (from[start + SECONDS_LENGTH] == '.' && from[zone - 1] != '0'))
        && from[zone] == '+'
        && from[zone + 1] == '0'
        && from[zone + 2] == '0';
  }

  @Override
  public Value.Text decode(Object encoded) {
    String iso = (String) encoded;
    if (iso.length() <= SECONDS_LENGTH || iso.charAt(DATE_LENGTH) != 'T') {
      return Value.text(iso);
    }
    int end = iso.length() - 1;
    while (end > SECONDS_LENGTH && "0.".indexOf(iso.charAt(end - 1)) >= 0) {
      end--;
    }
    TextBuilder out = new TextBuilder(end + UTC.length());
    return out.add(iso, end).replace(DATE_LENGTH, ' ').add(UTC).text();
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
