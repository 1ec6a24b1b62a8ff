package io.sluice.envelope.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.ColumnType;
import io.sluice.change.Value;
import io.sluice.envelope.codec.HandlingModes.Binaries;
import io.sluice.envelope.codec.HandlingModes.Decimals;
import io.sluice.envelope.codec.HandlingModes.Times;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnReadersTest {

  private static final String WORD = "__debezium_unavailable_value";
  private static final byte[] BYTES = WORD.getBytes(StandardCharsets.UTF_8);
  private static final ColumnReaders READERS = new ColumnReaders(ProducerOptions.DEFAULTS);

  private static final Schema VECTOR =
      SchemaBuilder.array(Schema.FLOAT64_SCHEMA).name("io.debezium.data.DoubleVector").build();
  private static final Schema HALF =
      SchemaBuilder.array(Schema.FLOAT32_SCHEMA).name("io.debezium.data.FloatVector").build();
  private static final Schema SPARSE =
      SchemaBuilder.struct()
          .name("io.debezium.data.SparseDoubleVector")
          .field("dimensions", Schema.INT16_SCHEMA)
          .field("vector", SchemaBuilder.map(Schema.INT16_SCHEMA, Schema.FLOAT64_SCHEMA).build())
          .build();
  private static final Schema GEOMETRY =
      SchemaBuilder.struct()
          .name("io.debezium.data.geometry.Geometry")
          .field("wkb", Schema.BYTES_SCHEMA)
          .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
          .build();
  private static final Schema POINT =
      SchemaBuilder.struct()
          .name("io.debezium.data.geometry.Point")
          .field("x", Schema.FLOAT64_SCHEMA)
          .field("y", Schema.FLOAT64_SCHEMA)
          .field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
          .build();
  private static final Schema PAIRS =
      SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA).build();

  static Stream<Arguments> valuesWithSchemas() {
    return Stream.of(
        value("date", int32("io.debezium.time.Date"), -622_191_234, "infinity"),
        value("date", int32("io.debezium.time.Date"), -2_147_472_691, "-infinity"),
        value("date", text("io.debezium.time.IsoDate"), "-5877611-06-21Z", "infinity"),
        value(
            "timestamp without time zone",
            text("io.debezium.time.IsoTimestamp"),
            "-290308-12-21T19:59:27.6Z",
            "-infinity"),
        value("numeric", Schema.STRING_SCHEMA, "NEGATIVE_INFINITY", "-Infinity"),
        value("date", int32("io.debezium.time.Date"), 19_782, "2024-02-29"),
        value(
            "time(3) without time zone",
            int32("io.debezium.time.Time"),
            45_296_123,
            "12:34:56.123"),
        value(
            "time without time zone",
            int64("io.debezium.time.MicroTime"),
            86_400_000_000L,
            "24:00:00"),
        value(
            "time without time zone",
            int64("io.debezium.time.NanoTime"),
            1_000L,
            "00:00:00.000001"),
        value(
            "timestamp(3) without time zone",
            int64("io.debezium.time.Timestamp"),
            -1L,
            "1969-12-31 23:59:59.999"),
        value(
            "timestamp without time zone",
            int64("io.debezium.time.MicroTimestamp"),
            1L,
            "1970-01-01 00:00:00.000001"),
        value(
            "timestamp without time zone",
            int64("io.debezium.time.NanoTimestamp"),
            1_000L,
            "1970-01-01 00:00:00.000001"),
        value(
            "timestamp without time zone",
            int64("io.debezium.time.MicroTimestamp"),
            9_223_372_036_825_200_000L,
            "infinity"),
        value(
            "timestamp without time zone",
            Timestamp.SCHEMA,
            new Date(1),
            "1970-01-01 00:00:00.001"),
        value(
            "date", org.apache.kafka.connect.data.Date.SCHEMA, new Date(86_400_000L), "1970-01-02"),
        value(
            "timestamp with time zone",
            text("io.debezium.time.ZonedTimestamp"),
            "2024-02-29T12:34:56.120000Z",
            "2024-02-29 12:34:56.12+00"),
        value(
            "timestamp with time zone",
            text("io.debezium.time.ZonedTimestamp"),
            "-0043-03-15T00:00:00.000000Z",
            "0044-03-15 00:00:00+00 BC"),
        value(
            "timestamp with time zone",
            text("io.debezium.time.ZonedTimestamp"),
            "+10000-01-01T00:00:00.100000Z",
            "10000-01-01 00:00:00.1+00"),
        value(
            "timestamp with time zone",
            text("io.debezium.time.ZonedTimestamp"),
            "0000-01-01T00:00:00Z",
            "0001-01-01 00:00:00+00 BC"),
        value(
            "timestamp with time zone",
            text("io.debezium.time.ZonedTimestamp"),
            "-infinity",
            "-infinity"),
        value(
            "timestamp without time zone",
            text("io.debezium.time.IsoTimestamp"),
            "-0043-03-15T00:00:00Z",
            "0044-03-15 00:00:00 BC"),
        value("date", text("io.debezium.time.IsoDate"), "+10000-01-01Z", "10000-01-01"),
        value(
            "time with time zone",
            text("io.debezium.time.ZonedTime"),
            "10:34:56.5Z",
            "10:34:56.5+00"),
        value("interval", int64("io.debezium.time.MicroDuration"), 1_500_000L, "00:00:01.5"),
        value(
            "interval",
            text("io.debezium.time.Interval"),
            "P-1Y-2M3DT-4H-5M-6.789S",
            "-1 years -2 mons +3 days -04:05:06.789"),
        value("numeric(12,2)", Decimal.schema(2), new BigDecimal("12.50"), "12.50"),
        value("numeric", Schema.STRING_SCHEMA, "NAN", "NaN"),
        value("numeric(5,1)", Schema.FLOAT64_SCHEMA, 1.5, "1.5"),
        value("numeric", Schema.FLOAT64_SCHEMA, 1e20, "100000000000000000000"),
        value("money", Decimal.schema(2), new BigDecimal("-12.34"), "-12.34"),
        value("double precision", Schema.FLOAT64_SCHEMA, 1e-5, "1e-05"),
        value("real", Schema.FLOAT32_SCHEMA, 0.1f, "0.1"),
        value("boolean", Schema.BOOLEAN_SCHEMA, true, "t"),
        value("bit(1)", Schema.BOOLEAN_SCHEMA, true, "1"),
        value("bit(20)", bits("20"), HexFormat.of().parseHex("0af00f"), "11111111000000001010"),
        value("bit(3)", bits("3"), ByteBuffer.wrap(new byte[] {1}), "001"),
        value("bit varying(12)", bits("12"), new byte[] {0x16}, "10110"),
        value("bit varying", bits("2147483647"), new byte[0], ""),
        value(
            "public.hstore",
            text("io.debezium.data.Json"),
            "{\"b\":null,\"a\":\"1\"}",
            "\"a\"=>\"1\", \"b\"=>NULL"),
        value("public.hstore", PAIRS, Map.of("a", "1"), "\"a\"=>\"1\""),
        value("jsonb", text("io.debezium.data.Json"), "{\"a\": 1}", "{\"a\": 1}"),
        value("public.ltree", text("io.debezium.data.Ltree"), "a.b", "a.b"),
        value("point", POINT, new Struct(POINT).put("x", 1.0).put("y", 0.5), "(1,0.5)"),
        value(
            "public.geometry",
            GEOMETRY,
            geometry("0101000020E6100000", 4326),
            "0101000020E6100000"),
        value("public.geometry", GEOMETRY, geometry("0101000000", 4326), "SRID=4326;0101000000"),
        value("public.geometry", GEOMETRY, geometry("0000000001", null), "0000000001"),
        value("public.vector", VECTOR, List.of(1.0, 2.5), "[1,2.5]"),
        value("public.halfvec", HALF, List.of(0.1f), "[0.1]"),
        value("public.sparsevec", SPARSE, sparse(), "{1:0.5,3:2}/5"),
        value("bytea", Schema.BYTES_SCHEMA, new byte[] {0, -1}, "\\x00ff"),
        value(
            "public.pair",
            Schema.BYTES_SCHEMA,
            ByteBuffer.wrap("(1,é)".getBytes(StandardCharsets.UTF_8)),
            "(1,é)"),
        value(
            "integer[]",
            SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).build(),
            Arrays.asList(1, null),
            "{1,NULL}"),
        value(
            "text[]",
            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build(),
            Arrays.asList("a b", "null"),
            "{\"a b\",\"null\"}"),
        value(
            "text[]",
            SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build(),
            Arrays.asList((Object) null),
            "{NULL}"),
        value(
            "public.pair[]",
            SchemaBuilder.array(Schema.BYTES_SCHEMA).build(),
            List.of(ByteBuffer.wrap("(1,b)".getBytes(StandardCharsets.UTF_8))),
            "{\"(1,b)\"}"),
        value("text", int32("io.debezium.time.Date"), 0, "1970-01-01"));
  }

  @ParameterizedTest(name = "{0} {3}")
  @MethodSource("valuesWithSchemas")
  void aValueBecomesPostgresText(ColumnType type, Schema schema, Object encoded, String text) {
    assertThat(READERS.of(type, schema).read(encoded)).isEqualTo(Value.text(text));
  }

  static Stream<Arguments> valuesWithoutSchemas() {
    return Stream.of(
        json("bigint", 9_007_199_254_740_993L, "9007199254740993"),
        json("smallint", -1L, "-1"),
        json("date", 19_782L, "2024-02-29"),
        json("time(0) without time zone", 1_000L, "00:00:01"),
        json("time without time zone", 1_000_000L, "00:00:01"),
        json("timestamp(3) without time zone", 1_000L, "1970-01-01 00:00:01"),
        json("timestamp without time zone", 1_000_000L, "1970-01-01 00:00:01"),
        json("timestamp with time zone", "2024-02-29T12:34:56.12Z", "2024-02-29 12:34:56.12+00"),
        json("interval", 1_000_000L, "00:00:01"),
        json("interval", "P0Y1M0DT0H0M0S", "1 mon"),
        json("numeric(12,2)", "BOI=", "12.50"),
        json("numeric(6,-2)", "AQ==", "0." + "0".repeat(2045) + "1"),
        json("numeric", Map.of("scale", 1L, "value", "Dw=="), "1.5"),
        json("money", "BNI=", "12.34"),
        json("real", 0.1, "0.1"),
        json("double precision", 1L, "1"),
        json("double precision", "NaN", "NaN"),
        json("double precision", "-Infinity", "-Infinity"),
        json("boolean", false, "f"),
        json("bit(1)", true, "1"),
        json("bit(3)", "BQ==", "101"),
        json("bytea", "AP8=", "\\x00ff"),
        json("public.pair", "KDEsYik=", "(1,b)"),
        json("public.hstore", "{\"a\":null}", "\"a\"=>NULL"),
        json("public.hstore", Map.of("a", "1"), "\"a\"=>\"1\""),
        json(
            "public.hstore[]",
            Arrays.asList(null, Map.of("a", "1")),
            "{NULL,\"\\\"a\\\"=>\\\"1\\\"\"}"),
        json("point", Map.of("x", 1L, "y", 0.5, "wkb", "AA=="), "(1,0.5)"),
        json("public.vector", List.of(1L, 2.5), "[1,2.5]"),
        json(
            "public.sparsevec",
            Map.of("dimensions", 5L, "vector", Map.of("3", 2.0, "1", 0.5)),
            "{1:0.5,3:2}/5"),
        json("bigint[]", Arrays.asList(9_007_199_254_740_993L, null), "{9007199254740993,NULL}"),
        json("numeric(12,2)[]", List.of("BOI="), "{12.50}"),
        json("jsonb", "{}", "{}"),
        json("character(5)", "abc  ", "abc  "),
        Arguments.of(new ColumnType("public.status", List.of("new")), "new", "new"));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("valuesWithoutSchemas")
  void aValueOfJsonBecomesPostgresText(ColumnType type, Object encoded, String text) {
    assertThat(READERS.of(type).read(encoded)).isEqualTo(Value.text(text));
  }

  static Stream<Arguments> placeholders() {
    List<Integer> codes =
        Stream.iterate(0, i -> i + 1).limit(BYTES.length).map(i -> (int) BYTES[i]).toList();
    return Stream.of(
        value("text", Schema.STRING_SCHEMA, WORD, ""),
        value("jsonb", text("io.debezium.data.Json"), WORD, ""),
        value(
            "public.hstore",
            text("io.debezium.data.Json"),
            "{\"" + WORD + "\":\"" + WORD + "\"}",
            ""),
        value("public.hstore", PAIRS, Map.of(WORD, WORD), ""),
        value("bytea", Schema.BYTES_SCHEMA, BYTES, ""),
        value("bytea", Schema.BYTES_SCHEMA, ByteBuffer.wrap(BYTES), ""),
        value("text[]", SchemaBuilder.array(Schema.STRING_SCHEMA).build(), List.of(WORD), ""),
        value("bytea[]", SchemaBuilder.array(Schema.BYTES_SCHEMA).build(), List.of(BYTES), ""),
        value("integer[]", SchemaBuilder.array(Schema.INT32_SCHEMA).build(), codes, ""),
        value(
            "bigint[]",
            SchemaBuilder.array(Schema.INT64_SCHEMA).build(),
            codes.stream().map(Long::valueOf).toList(),
            ""),
        value(
            "uuid[]",
            SchemaBuilder.array(Schema.STRING_SCHEMA).build(),
            List.of(UUID.nameUUIDFromBytes(BYTES).toString()),
            ""));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("placeholders")
  void thePlaceholderIsUnchangedInAllItsForms(
      ColumnType type, Schema schema, Object encoded, String none) {
    assertThat(READERS.of(type, schema).read(encoded)).isEqualTo(Value.Missing.UNCHANGED);
  }

  @Test
  void thePlaceholderIsAnotherIfTheProducersIs() {
    ColumnReader reader =
        new ColumnReaders(new ProducerOptions("?", Decimals.PRECISE, Times.ADAPTIVE, Binaries.HEX))
            .of(ColumnType.of("text"));
    assertThat(reader.read("?")).isEqualTo(Value.Missing.UNCHANGED);
    assertThat(reader.read(WORD)).isEqualTo(Value.text(WORD));
  }

  @Test
  void otherModesOfTheProducerAreReadWithoutSchemas() {
    ColumnReaders readers =
        new ColumnReaders(
            new ProducerOptions(WORD, Decimals.STRING, Times.ISOSTRING, Binaries.HEX));
    assertThat(readers.of(ColumnType.of("numeric(12,2)")).read("12.50"))
        .isEqualTo(Value.text("12.50"));
    assertThat(readers.of(ColumnType.of("date")).read("2024-02-29Z"))
        .isEqualTo(Value.text("2024-02-29"));
    assertThat(readers.of(ColumnType.of("bytea")).read("00ff")).isEqualTo(Value.text("\\x00ff"));
    assertThat(readers.of(ColumnType.of("box")).read("2831")).isEqualTo(Value.text("(1"));
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        json("bigint", 1.0, ""),
        json("bigint", "1", ""),
        json("smallint", 40_000L, ""),
        json("numeric(12,2)", 12.5, ""),
        json("numeric(12,2)", 12L, ""),
        json("text", 1L, ""),
        json("date", "2024-02-29", ""),
        json("bytea", "no base64", ""),
        json("integer[]", 1L, ""),
        json("point", "(1,2)", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void jsonOfAnotherKindIsRefused(ColumnType type, Object encoded, String none) {
    assertThatThrownBy(() -> READERS.of(type).read(encoded))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining(encoded.toString())
        .hasNoCause();
  }

  @Test
  void aStringForBytesNeedsItsEncoding() {
    assertThatThrownBy(() -> READERS.of(ColumnType.of("bytea"), Schema.STRING_SCHEMA).read("00"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("binary.handling.mode");
  }

  @Test
  void whatIsBrokenIsRefusedWithoutTheValue() {
    assertThatThrownBy(
            () -> READERS.of(ColumnType.of("public.geometry"), GEOMETRY).read(geometry("", 1)))
        .isInstanceOf(DataException.class)
        .hasMessage("a value is not what its field promises")
        .hasNoCause();
  }

  private static Struct geometry(String hex, Integer srid) {
    return new Struct(GEOMETRY).put("wkb", HexFormat.of().parseHex(hex)).put("srid", srid);
  }

  private static Struct sparse() {
    return new Struct(SPARSE)
        .put("dimensions", (short) 5)
        .put("vector", Map.of((short) 3, 2.0, (short) 1, 0.5));
  }

  private static Schema int32(String name) {
    return SchemaBuilder.int32().name(name).build();
  }

  private static Schema int64(String name) {
    return SchemaBuilder.int64().name(name).build();
  }

  private static Schema text(String name) {
    return SchemaBuilder.string().name(name).build();
  }

  private static Schema bits(String length) {
    return SchemaBuilder.bytes().name("io.debezium.data.Bits").parameter("length", length).build();
  }

  private static Arguments value(String type, Schema schema, Object encoded, String text) {
    return Arguments.of(ColumnType.of(type), schema, encoded, text);
  }

  private static Arguments json(String type, Object encoded, String text) {
    return Arguments.of(ColumnType.of(type), encoded, text);
  }
}
