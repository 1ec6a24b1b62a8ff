package io.sluice.envelope.codec;

import io.sluice.change.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;

/** Which codec a PostgreSQL type has. Types that are not named here travel as PostgreSQL's text. */
public final class ColumnCodecs {

  /** Up to this many fractional digits, times and timestamps count milliseconds. */
  private static final int MILLISECOND_DIGITS = 3;

  private static final int MICROSECOND_DIGITS = 6;
  private static final long MAX_OID = 0xFFFFFFFFL;

  /** With precision and fields, such as {@code interval(3)} or {@code interval year to month}. */
  private static final Pattern INTERVAL = Pattern.compile("interval( [a-z ]+)?(\\(\\d\\))?");

  /** The extension's type, whatever schema it is in. */
  private static final String HSTORE = ".hstore";

  private ColumnCodecs() {}

  /**
   * The codec that writes a column.
   *
   * @param modes which of a type's shapes is meant
   */
  public static ColumnCodec of(ColumnType type, HandlingModes modes) {
    if (type.name().equals("\"char\"[]")) {
      return CharCodec.array();
    }
    if (type.isArray()) {
      char delimiter = type.baseName().equals("box[]") ? ';' : ',';
      return new ArrayCodec(of(type.element(), modes), delimiter);
    }
    return type.isEnum() ? TextCodec.enumeration(type.labels()) : scalar(type, modes);
  }

  /**
   * The codec that reads a column: the one whose schema the field has. Where a converter has lost
   * the semantic name, the first one whose values are alike.
   *
   * @return empty if the type has no such shape
   */
  public static Optional<ColumnCodec> of(ColumnType type, Schema field) {
    List<ColumnCodec> shapes =
        HandlingModes.variants().stream().map(modes -> of(type, modes)).distinct().toList();
    return shapes.stream()
        .filter(shape -> isSame(shape.schema(), field))
        .findFirst()
        .or(() -> shapes.stream().filter(s -> s.schema().type() == field.type()).findFirst());
  }

  private static boolean isSame(Schema shape, Schema field) {
    return shape.type() == field.type()
        && Objects.equals(shape.name(), field.name())
        && Objects.equals(encoding(shape), encoding(field))
        && (shape.type() != Schema.Type.ARRAY || isSame(shape.valueSchema(), field.valueSchema()));
  }

  private static String encoding(Schema schema) {
    return schema.parameters() == null
        ? null
        : schema.parameters().get(EncodedBytesCodec.PARAMETER);
  }

  private static ColumnCodec scalar(ColumnType type, HandlingModes modes) {
    return switch (type.baseName()) {
      case "smallint" -> new IntegerCodec(Schema.Type.INT16, Short.MIN_VALUE, Short.MAX_VALUE);
      case "integer" -> new IntegerCodec(Schema.Type.INT32, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "bigint" -> new IntegerCodec(Schema.Type.INT64, Long.MIN_VALUE, Long.MAX_VALUE);
      case "oid" -> new IntegerCodec(Schema.Type.INT64, 0, MAX_OID);
      case "real" -> new RealCodec();
      case "double precision" -> new DoubleCodec();
      case "numeric" -> numeric(type, modes.decimals());
      case "boolean" -> new BooleanCodec();
      case "\"char\"" -> CharCodec.scalar();
      case "bytea" -> bytea(modes.binaries());
      case "uuid" -> TextCodec.named("io.debezium.data.Uuid");
      case "json", "jsonb" -> TextCodec.named("io.debezium.data.Json");
      case "xml" -> TextCodec.named("io.debezium.data.Xml");
      case "date" -> date(modes.times());
      case "time without time zone" -> time(type, modes.times());
      case "time with time zone" -> new ZonedTimeCodec();
      case "timestamp without time zone" -> timestamp(type, modes.times());
      case "timestamp with time zone" -> new ZonedTimestampCodec(fractionalDigits(type));
      default -> other(type, modes);
    };
  }

  private static ColumnCodec other(ColumnType type, HandlingModes modes) {
    if (INTERVAL.matcher(type.name()).matches()) {
      return switch (modes.intervals()) {
        case POSTGRES -> TextCodec.plain();
        case NUMERIC -> new MicroDurationCodec();
        case STRING -> new IsoIntervalCodec();
      };
    }
    if (type.name().endsWith(HSTORE)) {
      return switch (modes.hstores()) {
        case POSTGRES -> TextCodec.plain();
        case JSON -> new HstoreJsonCodec();
        case MAP -> new HstoreMapCodec();
      };
    }
    return TextCodec.plain();
  }

  private static ColumnCodec numeric(ColumnType type, HandlingModes.Decimals mode) {
    int scale = scale(type);
    return switch (mode) {
      case STRING -> TextCodec.numeric(scale);
      case DOUBLE -> new NumericDoubleCodec(scale);
      case PRECISE ->
          type.name().indexOf('(') < 0
              ? new VariableScaleCodec()
              : new DecimalCodec(precision(type), scale);
    };
  }

  private static ColumnCodec bytea(HandlingModes.Binaries mode) {
    return switch (mode) {
      case BYTES -> new BytesCodec();
      case BASE64 -> new EncodedBytesCodec(EncodedBytesCodec.Encoding.BASE64);
      case BASE64_URL_SAFE -> new EncodedBytesCodec(EncodedBytesCodec.Encoding.BASE64_URL_SAFE);
      case HEX -> new EncodedBytesCodec(EncodedBytesCodec.Encoding.HEX);
    };
  }

  private static ColumnCodec date(HandlingModes.Times mode) {
    return switch (mode) {
      case CONNECT -> new ConnectTimeCodec(ConnectTimeCodec.Kind.DATE);
      case ISOSTRING -> new IsoTimeCodec(IsoTimeCodec.Kind.DATE);
      default -> new DateCodec();
    };
  }

  private static ColumnCodec time(ColumnType type, HandlingModes.Times mode) {
    return switch (mode) {
      case ADAPTIVE -> new TimeCodec(unit(type));
      case ADAPTIVE_TIME_MICROSECONDS, MICROSECONDS -> new TimeCodec(ClockUnit.MICROS);
      case NANOSECONDS ->
          new NanosCodec("io.debezium.time.NanoTime", new TimeCodec(ClockUnit.MICROS));
      case CONNECT -> new ConnectTimeCodec(ConnectTimeCodec.Kind.TIME);
      case ISOSTRING -> new IsoTimeCodec(IsoTimeCodec.Kind.TIME);
    };
  }

  private static ColumnCodec timestamp(ColumnType type, HandlingModes.Times mode) {
    return switch (mode) {
      case ADAPTIVE, ADAPTIVE_TIME_MICROSECONDS -> new TimestampCodec(unit(type));
      case MICROSECONDS -> new TimestampCodec(ClockUnit.MICROS);
      case NANOSECONDS ->
          new NanosCodec("io.debezium.time.NanoTimestamp", new TimestampCodec(ClockUnit.MICROS));
      case CONNECT -> new ConnectTimeCodec(ConnectTimeCodec.Kind.TIMESTAMP);
      case ISOSTRING -> new IsoTimeCodec(IsoTimeCodec.Kind.TIMESTAMP);
    };
  }

  /** The {@code 12} of {@code numeric(12,2)}. */
  private static int precision(ColumnType type) {
    int open = type.name().indexOf('(');
    return Integer.parseInt(type.name(), open + 1, type.name().indexOf(','), 10);
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
