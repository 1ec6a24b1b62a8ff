package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * A date, time or timestamp as an ISO 8601 string in UTC, such as {@code 2024-02-29Z} or {@code
 * 2024-02-29T12:34:56.5Z}. The infinities, years before 1 and after 9999 stay in PostgreSQL's own
 * words.
 */
record IsoTimeCodec(Kind kind) implements ColumnCodec {

  private static final int DATE_LENGTH = "2024-02-29".length();

  /** Debezium's three types. */
  enum Kind {
    DATE("io.debezium.time.IsoDate", "1970-01-01Z"),
    TIME("io.debezium.time.IsoTime", "00:00:00Z"),
    TIMESTAMP("io.debezium.time.IsoTimestamp", "1970-01-01T00:00:00Z");

    private final String name;
    private final String blank;

    Kind(String name, String blank) {
      this.name = name;
      this.blank = blank;
    }

    private boolean isPlain(String text) {
      return switch (this) {
        case DATE -> text.length() == DATE_LENGTH;
        case TIME -> true;
        case TIMESTAMP ->
            text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ' && !text.endsWith("C");
      };
    }
  }

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.string().name(kind.name).version(1);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    String plain = text.string();
    return Optional.of(kind.isPlain(plain) ? plain.replace(' ', 'T') + "Z" : plain);
  }

  @Override
  public Value.Text decode(Object encoded) {
    String iso = (String) encoded;
    return Value.text(
        iso.endsWith("Z") ? iso.substring(0, iso.length() - 1).replace('T', ' ') : iso);
  }

  @Override
  public Object neutral() {
    return kind.blank;
  }
}
