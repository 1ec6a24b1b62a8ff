package io.sluice.envelope.codec;

import io.sluice.change.ColumnType;
import org.apache.kafka.connect.data.Schema;

/** Which codec a PostgreSQL type has. Types that are not named here travel as PostgreSQL's text. */
public final class ColumnCodecs {

  /** Up to this many fractional digits, times and timestamps count milliseconds. */
  private static final int MILLISECOND_DIGITS = 3;

  private static final int MICROSECOND_DIGITS = 6;
  private static final long MAX_OID = 0xFFFFFFFFL;

  private ColumnCodecs() {}

  /** The codec of a column. */
  public static ColumnCodec of(ColumnType type) {
    if (type.name().equals("\"char\"[]")) {
      return CharCodec.array();
    }
    if (type.isArray()) {
      return new ArrayCodec(of(type.element()), type.baseName().equals("box[]") ? ';' : ',');
    }
    return type.isEnum() ? TextCodec.enumeration(type.labels()) : scalar(type);
  }

  private static ColumnCodec scalar(ColumnType type) {
    return switch (type.baseName()) {
      case "smallint" -> new IntegerCodec(Schema.Type.INT16, Short.MIN_VALUE, Short.MAX_VALUE);
      case "integer" -> new IntegerCodec(Schema.Type.INT32, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "bigint" -> new IntegerCodec(Schema.Type.INT64, Long.MIN_VALUE, Long.MAX_VALUE);
      case "oid" -> new IntegerCodec(Schema.Type.INT64, 0, MAX_OID);
      case "real" -> new RealCodec();
      case "double precision" -> new DoubleCodec();
      case "numeric" -> TextCodec.numeric(scale(type));
      case "boolean" -> new BooleanCodec();
      case "\"char\"" -> CharCodec.scalar();
      case "bytea" -> new BytesCodec();
      case "uuid" -> TextCodec.named("io.debezium.data.Uuid");
      case "json", "jsonb" -> TextCodec.named("io.debezium.data.Json");
      case "xml" -> TextCodec.named("io.debezium.data.Xml");
      case "date" -> new DateCodec();
      case "time without time zone" -> new TimeCodec(unit(type));
      case "time with time zone" -> new ZonedTimeCodec();
      case "timestamp without time zone" -> new TimestampCodec(unit(type));
      case "timestamp with time zone" -> new ZonedTimestampCodec(fractionalDigits(type));
      default -> TextCodec.plain();
    };
  }

  /** The {@code 2} of {@code numeric(12,2)}; less than one digit, or no limit at all, is zero. */
  private static int scale(ColumnType type) {
    int comma = type.name().indexOf(',');
    int close = type.name().indexOf(')');
    return comma < 0 ? 0 : Math.max(0, Integer.parseInt(type.name(), comma + 1, close, 10));
  }

  private static ClockUnit unit(ColumnType type) {
    return fractionalDigits(type) <= MILLISECOND_DIGITS ? ClockUnit.MILLIS : ClockUnit.MICROS;
  }

  /** The {@code 3} of {@code timestamp(3) without time zone}; without one, PostgreSQL keeps 6. */
  private static int fractionalDigits(ColumnType type) {
    int open = type.name().indexOf('(');
    return open < 0 ? MICROSECOND_DIGITS : type.name().charAt(open + 1) - '0';
  }
}
