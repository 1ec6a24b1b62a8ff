package io.sluice.envelope.debezium;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.change.ColumnType;
import io.sluice.change.Value;
import io.sluice.envelope.codec.ColumnCodecs;
import io.sluice.envelope.codec.HandlingModes.Binaries;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * How the values of a column are read: by its field's schema first, by its type where that fails.
 */
public final class ColumnReaders {

  /** Debezium's words for what is no number, where numerics are strings. */
  private static final Map<String, String> SPECIAL =
      Map.of(
          "NAN", "NaN",
          "POSITIVE_INFINITY", "Infinity",
          "NEGATIVE_INFINITY", "-Infinity");

  private static final String BYTEA = "bytea";

  private final Placeholder placeholder;
  private final ProducerOptions options;

  public ColumnReaders(ProducerOptions options) {
    this.placeholder = Placeholder.of(options.placeholder());
    this.options = options;
  }

  /**
   * The reader of a field that has a schema.
   *
   * @param type of the column that the values are for
   */
  public ColumnReader of(ColumnType type, Schema field) {
    ColumnReader known = guarded(plain(type, field));
    return encoded -> placeholder.is(encoded) ? Value.Missing.UNCHANGED : known.read(encoded);
  }

  /**
   * The reader of a field that has none, only JSON's own types. What the values look like is told
   * by the column's type and the producer's options.
   */
  public ColumnReader of(ColumnType type) {
    JsonColumn json = new JsonColumn(type, options);
    ColumnReader reader =
        json.shape()
            .map(shape -> loose(type, shape))
            .orElse(encoded -> loose(type, json.shape(encoded)).read(encoded));
    return encoded -> placeholder.is(encoded) ? Value.Missing.UNCHANGED : reader.read(encoded);
  }

  /** The reader of a field's values where they have come as JSON's own types after all. */
  public ColumnReader loose(ColumnType type, Schema field) {
    ColumnReader strict = of(type, field);
    return encoded -> strict.read(JsonValues.convert(field, encoded));
  }

  /** Whatever is wrong with a value is said without it. */
  private static ColumnReader guarded(ColumnReader reader) {
    return encoded -> {
      try {
        return reader.read(encoded);
      } catch (DataException told) {
        throw told;
      } catch (RuntimeException unfit) {
        throw new DataException("a value is not what its field promises");
      }
    };
  }

  private ColumnReader plain(ColumnType type, Schema field) {
    if (field.type() == Schema.Type.ARRAY && type.isArray()) {
      return new ArrayReader(
          plain(type.element(), field.valueSchema()), type.name().equals("box[]") ? ';' : ',');
    }
    return field.name() == null ? unnamed(type, field) : named(type, field);
  }

  private ColumnReader named(ColumnType type, Schema field) {
    return switch (field.name()) {
      case "io.debezium.data.Bits" -> BitsReader.of(type, field);
      case "io.debezium.data.geometry.Point" -> Geometries::point;
      case "io.debezium.data.geometry.Geometry", "io.debezium.data.geometry.Geography" ->
          Geometries::ewkb;
      case "io.debezium.data.DoubleVector", "io.debezium.data.FloatVector" -> Vectors::dense;
      case "io.debezium.data.SparseVector", "io.debezium.data.SparseDoubleVector" ->
          Vectors::sparse;
      case "io.debezium.time.ZonedTimestamp" ->
          new MomentReader(codec("timestamp with time zone", field), "+00");
      case "io.debezium.time.IsoDate" -> DateReader.iso(new MomentReader(codec("date", field), ""));
      case "io.debezium.time.IsoTimestamp" ->
          DateReader.iso(new MomentReader(codec("timestamp without time zone", field), ""));
      default -> KnownTypes.isExtension(type, "hstore") ? codec(type, field) : semantic(field);
    };
  }

  /** What a semantic name says, whatever the column's type; the text where it says no more. */
  private static ColumnReader semantic(Schema field) {
    return switch (field.name()) {
      case "io.debezium.time.Date", "org.apache.kafka.connect.data.Date" ->
          DateReader.days(codec("date", field));
      case "io.debezium.time.Time" -> codec("time(3) without time zone", field);
      case "io.debezium.time.MicroTime",
          "io.debezium.time.NanoTime",
          "io.debezium.time.IsoTime",
          "org.apache.kafka.connect.data.Time" ->
          codec("time without time zone", field);
      case "io.debezium.time.Timestamp" -> codec("timestamp(3) without time zone", field);
      case "io.debezium.time.MicroTimestamp",
          "io.debezium.time.NanoTimestamp",
          "org.apache.kafka.connect.data.Timestamp" ->
          codec("timestamp without time zone", field);
      case "io.debezium.time.ZonedTime" -> codec("time with time zone", field);
      case "io.debezium.time.MicroDuration", "io.debezium.time.Interval" ->
          codec("interval", field);
      case "org.apache.kafka.connect.data.Decimal" -> codec("numeric(9,9)", field);
      case "io.debezium.data.VariableScaleDecimal" -> codec("numeric", field);
      default -> text(field);
    };
  }

  private static ColumnReader text(Schema field) {
    if (field.type() != Schema.Type.STRING) {
      throw new DataException("nothing is known of values of " + field.name());
    }
    return ColumnReaders::text;
  }

  private ColumnReader unnamed(ColumnType type, Schema field) {
    return switch (field.type()) {
      case BOOLEAN ->
          type.baseName().startsWith("bit") ? ColumnReaders::bit : codec("boolean", field);
      case INT8, INT16, INT32, INT64 -> encoded -> Value.text(encoded.toString());
      case FLOAT32 -> codec("real", field);
      case FLOAT64 -> codec(isDecimal(type) ? "numeric" : "double precision", field);
      case BYTES -> type.name().equals(BYTEA) ? codec(BYTEA, field) : ColumnReaders::textOfBytes;
      case STRING -> string(type);
      case MAP -> codec("public.hstore", field);
      default -> throw new DataException("nothing is known of values of type " + field.type());
    };
  }

  private static boolean isDecimal(ColumnType type) {
    return type.baseName().equals("numeric") || type.name().equals("money");
  }

  private ColumnReader string(ColumnType type) {
    if (isDecimal(type)) {
      return encoded -> text(SPECIAL.getOrDefault((String) encoded, (String) encoded));
    }
    if (type.name().equals(BYTEA)) {
      return bytes();
    }
    return KnownTypes.contains(type) || options.binaries() == Binaries.BYTES
        ? ColumnReaders::text
        : encoded -> textOfHex(bytes().read(encoded));
  }

  /** Bytes that travel as a string. */
  private ColumnReader bytes() {
    return options.binaries() == Binaries.BYTES
        ? ColumnReaders::unknownEncoding
        : ColumnCodecs.of(ColumnType.of(BYTEA), options.modes())::decode;
  }

  private static Value unknownEncoding(Object encoded) {
    throw new DataException(
        "bytes are in a string, whose encoding binary.handling.mode has to say");
  }

  private static ColumnReader codec(String type, Schema field) {
    return codec(ColumnType.of(type), field);
  }

  private static ColumnReader codec(ColumnType type, Schema field) {
    return ColumnCodecs.of(type, field)
            .orElseThrow(
                () -> new DataException(type.name() + " does not travel as " + field.type()))
            .in(field)
        ::decode;
  }

  private static Value text(Object encoded) {
    return Value.text((String) encoded);
  }

  private static Value bit(Object encoded) {
    return Value.text((Boolean) encoded ? "1" : "0");
  }

  /** Of a type that Debezium does not know, the bytes are those of PostgreSQL's text. */
  private static Value textOfBytes(Object encoded) {
    return Value.text(UTF_8.decode(Bytes.of(encoded)).toString());
  }

  private static Value textOfHex(Value bytea) {
    String digits = ((Value.Text) bytea).string().substring("\\x".length());
    return textOfBytes(HexFormat.of().parseHex(digits));
  }
}
