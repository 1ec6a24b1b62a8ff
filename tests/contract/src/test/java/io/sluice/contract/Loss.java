package io.sluice.contract;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that does not come through Debezium's topics as it was in the source, because it is
 * not in the topics any more.
 *
 * <p>Each constant is a row of the page on other producers, and the differences that it accounts
 * for, in the form of {@link Content#differences}; {@code *} stands for anything.
 */
enum Loss {
  LEFT_OUT(
      "arrays of money, point, name, interval, xml, bit and bit varying",
      "left out, or null",
      "what the target has stays; NULL in new rows",
      "*.intervals: * ≠ null",
      "extras.moneys: * ≠ null",
      "extras.points: * ≠ null",
      "extras.names: * ≠ null",
      "extras.varbits: * ≠ null",
      "extras.xmls: * ≠ null",
      "extras.bitses: * ≠ null"),
  UNCHANGED(
      "unchanged (TOAST) arrays other than of text, varchar, int, bigint, json, uuid, bytea and"
          + " date, `bit varying`, `numeric` under `precise`; of date and bytea in other modes"
          + " than the default",
      "null",
      "NULL. `REPLICA IDENTITY FULL` at the source avoids it",
      "large.smalls: * ≠ null",
      "large.amounts: * ≠ null",
      "large.ranges: * ≠ null",
      "large.number: * ≠ null",
      "large.bits: * ≠ null",
      "large.dates: * ≠ null",
      "large.doubles: * ≠ null",
      "large.stamps: * ≠ null",
      "large.raws: * ≠ null"),
  DIMENSIONS(
      "arrays with several dimensions or another lower bound",
      "nulls; one dimension from 1",
      "the same",
      "extras.nested: {{1,2},{3,4}} ≠ {NULL,NULL}",
      "extras.nested: [0:1]={1,2} ≠ {1,2}"),
  TIME_ZONE(
      "`time with time zone`",
      "moved to UTC, 24:00 to 00:00",
      "the same time elsewhere",
      "types.timetz_: 12:34:56.123456+02 ≠ 10:34:56.123456+00",
      "types.timetzs: {12:34:56+02} ≠ {10:34:56+00}",
      "extras.timetz_: 24:00:00+05:30 ≠ 18:30:00+00",
      "extras.timetz_: 24:00:00-03 ≠ 03:00:00+00"),
  TIME_ARRAY(
      "arrays of `time`",
      "cut to milliseconds",
      "the same",
      "types.times: {12:34:56.123456} ≠ {12:34:56.123}"),
  MIDNIGHT(
      "`time` 24:00 under `isostring`",
      "00:00:00",
      "the same",
      "extras.time_0: 24:00:00 ≠ 00:00:00"),
  INTERVAL(
      "`interval` under `numeric`",
      "microseconds, with months of 30.4375 days",
      "hours, minutes and seconds. `interval.handling.mode=string` avoids it",
      "types.interval_: 1 year 2 mons 3 days 04:05:06.789 ≠ *",
      "extras.interval_: * ≠ *:*:*"),
  SPECIAL_NUMERIC(
      "`numeric` NaN and the infinities under `precise`",
      "null",
      "NULL. `decimal.handling.mode=string` avoids it",
      "types.numeric_: NaN ≠ null",
      "extras.numeric_: Infinity ≠ null",
      "extras.numeric_: -Infinity ≠ null"),
  ZEROS(
      "zeros at the end of a `numeric` without a scale, under `precise`",
      "cut",
      "the same number. `decimal.handling.mode=string` avoids it",
      "types.numeric_: 0.00 ≠ 0",
      "extras.numeric_: 123456789012345678901234567890.1234500 ≠"
          + " 123456789012345678901234567890.12345",
      "extras.numbers: {1.5,1.50,NULL,-100} ≠ {1.5,1.5,NULL,-100}"),
  BITS(
      "zeros in front of a `bit varying`",
      "cut",
      "the bits from the first 1 on",
      "extras.bits: 0101 ≠ 101"),
  BEFORE_CHRIST(
      "copied `date` before Christ",
      "the same date after Christ, or another",
      "the same",
      "types.date_: 0044-03-15 BC ≠ 0044-03-*"),
  FLOATS(
      "NaN, the infinities and -0 of `real` and `double precision`, through JSON with schemas",
      "0, by Connect's `JsonConverter`",
      "0. JSON without schemas, and Avro, carry all but JSON's -0",
      "types.real_: NaN ≠ 0",
      "types.real_: -0 ≠ 0",
      "types.double_: -Infinity ≠ 0"),
  DEFAULTS(
      "NULL in a column that has a default",
      "the default, by most converters",
      "the default. `replace.null.with.default=false` of both `JsonConverter`s avoids it,"
          + " `ignore.default.for.nullables=true` of Confluent's; Sluice's `AvroConverter` writes the"
          + " default",
      "defaults.a: null ≠ d",
      "defaults.b: null ≠ 7");

  private final String row;
  private final List<String> lines;

  Loss(String what, String topic, String target, String... lines) {
    this.row = "| " + String.join(" | ", what, topic, target) + " |";
    this.lines = List.of(lines);
  }

  /** The loss as the page has it. */
  String row() {
    return row;
  }

  /** The differences that are declared. */
  static List<Pattern> declared() {
    return Arrays.stream(values()).flatMap(loss -> loss.lines.stream()).map(Loss::pattern).toList();
  }

  private static Pattern pattern(String line) {
    String quoted =
        Arrays.stream(line.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(quoted, Pattern.DOTALL);
  }
}
