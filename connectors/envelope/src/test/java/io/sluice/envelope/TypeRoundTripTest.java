package io.sluice.envelope;

import static io.sluice.envelope.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.ColumnType;
import io.sluice.change.RowChange;
import io.sluice.change.TableSchema;
import io.sluice.envelope.codec.HandlingModes;
import io.sluice.envelope.codec.HandlingModes.Binaries;
import io.sluice.envelope.codec.HandlingModes.Decimals;
import io.sluice.envelope.codec.HandlingModes.Hstores;
import io.sluice.envelope.codec.HandlingModes.Intervals;
import io.sluice.envelope.codec.HandlingModes.Times;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every type's texts, ordinary and extreme, arrive byte for byte. */
class TypeRoundTripTest {

  private final List<Wire> wires = everyMode().map(Wire::new).toList();

  /** Each mode of each kind at least once; together they are independent of one another. */
  static Stream<HandlingModes> everyMode() {
    return IntStream.range(0, Times.values().length).mapToObj(TypeRoundTripTest::modes);
  }

  private static HandlingModes modes(int number) {
    return new HandlingModes(
        Decimals.values()[number % Decimals.values().length],
        Times.values()[number],
        Intervals.values()[number % Intervals.values().length],
        Binaries.values()[number % Binaries.values().length],
        Hstores.values()[number % Hstores.values().length]);
  }

  @TestFactory
  Stream<DynamicTest> everyTextArrivesAsItWas() {
    return Stream.of(
            of("smallint", "0", "-1", "32767", "-32768"),
            of("integer", "0", "2147483647", "-2147483648"),
            of("bigint", "9223372036854775807", "-9223372036854775808", "1000000000000000000"),
            of("oid", "0", "4294967295"),
            of(
                "real",
                "0",
                "-0",
                "1.5",
                "NaN",
                "Infinity",
                "-Infinity",
                "3.4028235e+38",
                "1e-45",
                "123456",
                "1.234567e+06",
                "0.0001",
                "1e-05",
                "1.1754944e-38",
                "16777216",
                "0.1"),
            of(
                "double precision",
                "0",
                "-0",
                "0.1",
                "NaN",
                "Infinity",
                "-Infinity",
                "1.7976931348623157e+308",
                "5e-324",
                "2.2250738585072014e-308",
                "1e+15",
                "123456789012345",
                "999999999999999",
                "1e-05",
                "0.0001",
                "0.30000000000000004",
                "2e+23",
                "9.999999999999999e+22",
                "3.141592653589793",
                "-12345.678"),
            of(
                "numeric",
                "0",
                "-0.00",
                "NaN",
                "Infinity",
                "1e400".replace("e400", "0".repeat(400))),
            of("numeric(12,2)", "12345.60"),
            of("boolean", "t", "f"),
            of(
                "text",
                "",
                " ",
                "grüße \uD83D\uDE00",
                "null",
                "__debezium_unavailable_value",
                "\\x"),
            of("character varying(10)", "abc"),
            of("character(5)", "ab   "),
            of("uuid", "c0ffee00-0000-4000-8000-000000000001"),
            of("json", "{\"a\" :  1}"),
            of("jsonb", "{\"a\": 1}"),
            of("xml", "<a/>"),
            of("bytea", "\\x", "\\x00ff10", "\\xdeadbeef"),
            of(
                "date",
                "1970-01-01",
                "2024-02-29",
                "0001-01-01",
                "0001-12-31 BC",
                "4713-01-01 BC",
                "4714-11-24 BC",
                "5874897-12-31",
                "infinity",
                "-infinity",
                "1969-12-31",
                "0044-03-15 BC"),
            of("time without time zone", "00:00:00", "12:34:56.123456", "24:00:00", "23:59:59.9"),
            of("time(3) without time zone", "12:34:56.123", "24:00:00", "00:00:00.1"),
            of(
                "time with time zone",
                "12:34:56.123456+02",
                "00:00:00+00",
                "23:59:59-05:30",
                "24:00:00+00",
                "12:00:00+15:59:59",
                "01:00:00-00:30"),
            of(
                "timestamp without time zone",
                "2024-01-01 00:00:00",
                "1969-12-31 23:59:59.999999",
                "infinity",
                "-infinity",
                "4714-11-24 00:00:00 BC",
                "0044-03-15 12:00:00.5 BC",
                "294246-12-31 23:59:59.999999",
                "294276-12-31 23:59:59.999999",
                "20240-01-01 00:00:00"),
            of(
                "timestamp(3) without time zone",
                "2024-01-01 00:00:00.001",
                "294247-01-10 04:00:25.2",
                "infinity",
                "-infinity",
                "294276-12-31 23:59:59.999",
                "4714-11-24 00:00:00 BC"),
            of("timestamp(0) without time zone", "2024-01-01 00:00:01"),
            of(
                "timestamp with time zone",
                "2024-01-01 00:00:00+00",
                "2024-01-01 00:00:00.123456+00",
                "infinity",
                "-infinity",
                "4714-11-24 00:00:00+00 BC",
                "294276-12-31 23:59:59.999999+00",
                "2024-01-01 02:00:00+02",
                "0001-01-01 00:00:00+00"),
            of(
                "timestamp(3) with time zone",
                "2024-01-01 00:00:00+00",
                "2024-01-01 00:00:00.12+00"),
            of("timestamp(0) with time zone", "2024-01-01 00:00:10+00"),
            of(
                "interval",
                "1 year 2 mons 3 days 04:05:06.789",
                "-00:00:01",
                "00:00:00",
                "-1 years -2 mons +3 days -04:05:06.789",
                "1 mon -1 days +00:00:00.000001",
                "178000000 years",
                "2147483647 days",
                "-2562047787:59:54.775807",
                "infinity",
                "-infinity"),
            of("interval(3)", "1 day", "24:00:00"),
            of("interval year to month", "-3 mons"),
            of("interval[]", "{\"1 day\",NULL,00:00:01}", "{infinity}"),
            of(
                "public.hstore",
                "",
                "\"a\"=>\"1\"",
                "\"a\"=>NULL, \"b\"=>\"NULL\", \"cc\"=>\"\"",
                "\"q\\\"\\\\\"=>\"it's, => {x}\", \"\u00fc\u00fc\u00fc\"=>\"\uD83D\uDE00\n\t\u0001\"",
                "no hstore",
                "\"k\"=>\"" + "\\\\".repeat(100_000) + "\""),
            of("public.hstore[]", "{\"\\\"a\\\"=>\\\"1\\\"\",NULL}", "{{NULL}}"),
            of("\"char\"", "a", "", "\\", "\\377"),
            of("\"char\"[]", "{a,\",\",NULL,\"\\\\377\"}", "{{a}}"),
            of("numeric(5,-2)", "12300", "NaN"),
            of("numeric(2,5)", "0.00012", "-0.00001"),
            of("numeric(12,2)[]", "{1.50,NULL}", "{NaN}"),
            of("numeric[]", "{1.500,NULL,-0.1}", "{Infinity}"),
            of("date[]", "{2024-02-29,infinity}", "{\"0044-03-15 BC\"}"),
            of("time without time zone[]", "{24:00:00,12:34:56.123456}"),
            of("bit(3)", "101"),
            of("bit varying", ""),
            of("money", "$1.00"),
            of("int4range", "[1,3)", "empty"),
            of("point", "(1,2)"),
            of("inet", "10.0.0.1/8"),
            of("public.pair", "(1,\"a b\")"),
            of("tsvector", "'a':1 'b':2"),
            of("integer[]", "{}", "{1,2,NULL}", "{{1,2},{3,4}}", "[0:1]={1,2}"),
            of("text[]", "{a,\"b c\",\"\",NULL,\"NULL\",\"q\\\"\\\\\",\"a,b\",\"{}\"}"),
            of("double precision[]", "{1.5,NaN,-0,Infinity}", "{0.1}"),
            of(
                "timestamp without time zone[]",
                "{\"2024-01-01 00:00:00\"}",
                "{\"294276-12-31 23:59:59\"}"),
            of("bytea[]", "{\"\\\\x00ff\",NULL}", "{\"\\\\x\"}"),
            of("box[]", "{(1,1),(0,0);(2,2),(1,1)}"),
            of("public.pair[]", "{\"(1,\\\"a b\\\")\"}"),
            of("boolean[]", "{t,f,NULL}"),
            of(new ColumnType("public.order_status", List.of("new", "paid")), "new", "paid"),
            of(new ColumnType("public.odd", List.of("a,b", "c\\", "")), "a,b", "c\\", ""),
            of(new ColumnType("public.order_status[]", List.of("new", "paid")), "{new,paid,NULL}"))
        .flatMap(s -> s);
  }

  private Stream<DynamicTest> of(String type, String... texts) {
    return of(ColumnType.of(type), texts);
  }

  private Stream<DynamicTest> of(ColumnType type, String... texts) {
    TableSchema table = Tables.withColumn(type);
    return Stream.concat(Arrays.stream(texts), Stream.of((String) null))
        .map(text -> DynamicTest.dynamicTest(type.name() + " " + text, () -> arrives(table, text)));
  }

  private void arrives(TableSchema table, String text) {
    RowChange change = new RowChange.Insert(table, Tables.STAMP, row("1", text));
    for (Wire wire : wires) {
      assertThat(wire.direct(change)).containsExactly(change);
      assertThat(wire.throughJson(change)).containsExactly(change);
    }
  }
}
