package io.sluice.contract;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything in which our records differ from Debezium's, with the reason.
 *
 * <p>Each constant is a row of the page on records, and the mismatches that it accounts for, in the
 * form of {@link Mismatch#toString()}; {@code *} stands for anything, and the table and the
 * operation may be left out.
 */
enum Difference {
  TIME_WITH_ZONE(
      "`time with time zone`",
      "moved to UTC",
      "its own offset",
      "the offset is part of the value",
      "*.timetz_: 10:34:56.123456Z ≠ 12:34:56.123456+02:00",
      "*.timetzs: [10:34:56Z] ≠ [12:34:56+02:00]"),
  TRUNCATE(
      "TRUNCATE, and rows of tables without a key",
      "any partition",
      "partition 0",
      "without a key only one partition keeps their order",
      "t partition: null ≠ 0"),
  INTERVAL(
      "`interval`",
      "ISO 8601 text of its own, or microseconds; arrays are left out",
      "PostgreSQL's text",
      "months, days and time are three numbers",
      "*.interval_:type: * ≠ *",
      "*.interval_:version: 1 ≠ null",
      "*.interval_: P1Y2M3DT4H5M6.789S ≠ 1 year 2 mons 3 days 04:05:06.789",
      "d before.interval_: P0Y0M0DT0H0M0S ≠ ",
      "*:fields: nothing ≠ intervals"),
  NAN("`numeric` NaN", "`NAN`", "`NaN`", "PostgreSQL reads it back", "after.numeric_: NAN ≠ NaN"),
  DATE_INFINITY(
      "`date` infinity",
      "a day long past (overflow)",
      "the ends of the int range",
      "it can be told from a date",
      "after.date_: -* ≠ 2147483647"),
  DATE_BEFORE_CHRIST(
      "copied `date` before Christ",
      "another day than the same date in a change",
      "the day it is",
      "a row is the same, copied or changed",
      "r after.date_: -703383 ≠ -735160"),
  TIMESTAMP_BEFORE_CHRIST(
      "`timestamp with time zone` before Christ",
      "`-0043-03-15T…Z`",
      "`0044-03-15 … BC`",
      "PostgreSQL reads it back",
      "after.timestamptz_: -0043-03-15T00:00:00.000000Z ≠ 0044-03-15 00:00:00+00 BC"),
  TIME_ARRAY(
      "arrays of `time`",
      "cut to milliseconds",
      "microseconds",
      "nothing is lost",
      "after.times: [45296123000] ≠ [45296123456]"),
  ENUM_ARRAY(
      "arrays of an enum",
      "elements that cannot be null",
      "elements that can be null, as of all arrays",
      "they can",
      "*.statuses:type: *ARRAY of STRING io.debezium.data.Enum ≠ *ARRAY of optional STRING"
          + " io.debezium.data.Enum"),
  TEXT(
      "bit, money, point, composites, domains, tsvector",
      "bits, bare decimals, structs, bytes, base types, own names",
      "PostgreSQL's text",
      "a target can be rebuilt with the same type",
      "*.bit_3:type: *BYTES io.debezium.data.Bits ≠ *STRING",
      "*.bit_3:version: 1 ≠ null",
      "*.bit_3:parameters: length ≠ *",
      "*.bit_3: 05 ≠ 101",
      "*.bit_1:type: *BOOLEAN ≠ *STRING",
      "*.bit_1: true ≠ 1",
      "d before.bit_1: false ≠ ",
      "*.money_: 12.34 ≠ $12.34",
      "d before.money_: 0.00 ≠ ",
      "*.point_:type: *STRUCT io.debezium.data.geometry.Point ≠ *STRING",
      "*.point_:version: 1 ≠ null",
      "*.point_: Struct{x=1.0,y=2.0,* ≠ (1,2)",
      "d before.point_: Struct{x=0.0,y=0.0,* ≠ ",
      "*.pair_:type: *BYTES ≠ *STRING",
      "*.pair_: 28312c6229 ≠ (1,b)",
      "*.domain_:type: *INT32 ≠ *STRING",
      "*.domain_: 5 ≠ 5",
      "d before.domain_: 0 ≠ ",
      "*.tsvector_:type: *STRING io.debezium.data.Tsvector ≠ *STRING",
      "*.tsvector_:version: 1 ≠ null"),
  UNCHANGED_ARRAY(
      "arrays that an update left unchanged (TOAST)",
      "the placeholder as a text, its characters' codes, or a UUID made of it; null in other"
          + " arrays",
      "null",
      "`source.unchanged` says it for all types, and in no value that a row could have",
      "after.words: [__debezium_unavailable_value] ≠ null",
      "after.counts: [95, 95, 100, 101, 98, 101, 122, * ≠ null",
      "after.uuids: [b68a35a7-17ad-35b3-af2a-ae46edb4545a] ≠ null"),
  DEFAULTS(
      "defaults of columns",
      "in the schema",
      "none",
      "converters put a default in the place of a NULL",
      "*.note:default: none ≠ null"),
  PARAMETERS(
      "parameters of columns' schemas",
      "none, unless asked for",
      "`__debezium.source.column.type`, `__sluice.key.position`",
      "a target can be rebuilt from the topics",
      "*:parameters: nothing ≠ __debezium.source.column.type",
      "*:parameters: nothing ≠ __debezium.source.column.type,__sluice.key.position"),
  BLUEPRINT(
      "parameters of rows' schemas",
      "none",
      "defaults, identities, generated columns, types and sequences, see above",
      "the same",
      "before:parameters: nothing ≠ __sluice.*",
      "after:parameters: nothing ≠ __sluice.*"),
  IDENTITY_KEY(
      "key where another index than the primary key is the replica identity",
      "the primary key; 0 or empty in deletes, which the log does not have",
      "that index's columns",
      "each record of a row has the same key",
      "tagged * key:fields: id ≠ tag",
      "tagged * __debezium.*key:fields: id ≠ tag"),
  CONTEXT_HEADERS(
      "headers `__debezium.context.*`",
      "four in each record",
      "none",
      "they name Debezium's tasks",
      "headers: __debezium.context.connectorLogicalName,__debezium.context.connectorName,"
          + "__debezium.context.runId,__debezium.context.taskId ≠ nothing"),
  VERSION(
      "`source.version`",
      "Debezium's",
      "Sluice's",
      "it names who wrote the record",
      "source.version: 3.6.1.Final ≠ *"),
  SEQUENCE(
      "`source.sequence`",
      "log positions as text",
      "null",
      "`commit_lsn` and `ordinal` are the order",
      "source.sequence: [*,\"*\"] ≠ null"),
  SNAPSHOT(
      "`source.snapshot` of copied rows",
      "`true`, `first`, `last` …; `incremental` in its incremental snapshots",
      "`incremental`",
      "they stand between changes, each newer than all before it",
      "r source.snapshot: first ≠ incremental",
      "r source.snapshot: true ≠ incremental",
      "r source.snapshot: first_in_data_collection ≠ incremental",
      "r source.snapshot: last_in_data_collection ≠ incremental",
      "r source.snapshot: last ≠ incremental"),
  SNAPSHOT_MOMENT(
      "`source.txId`, `lsn` and `ts_*` of copied rows",
      "of the one snapshot; no `txId` in its incremental snapshots either",
      "no `txId`; where the row was merged into the stream, and when its chunk was read",
      "there is no one snapshot, but a short one for each chunk",
      "r source.txId: * ≠ null",
      "r source.lsn: * ≠ *",
      "r source.ts_ms: * ≠ *",
      "r source.ts_us: * ≠ *",
      "r source.ts_ns: * ≠ *"),
  MESSAGE_MOMENT(
      "`source.ts_*` of a logical message outside of a transaction",
      "of the transaction before it",
      "when it was read",
      "the log has no time for it",
      "message m source.ts_ms: * ≠ *",
      "message m source.ts_us: * ≠ *",
      "message m source.ts_ns: * ≠ *"),
  SOURCE_FIELDS(
      "`source`",
      "",
      "six fields more",
      "see above",
      "source:fields: nothing ≠ commit_lsn,identity,new_key,ordinal,unchanged,verbatim"),
  WRITTEN(
      "`ts_ms`, `ts_us`, `ts_ns`",
      "when Debezium made the record",
      "when Sluice did",
      "two clocks",
      "ts_ms: * ≠ *",
      "ts_us: * ≠ *",
      "ts_ns: * ≠ *"),
  WATERMARKS(
      "topics",
      "those of the tables",
      "`<topic.prefix>.watermarks` beside them",
      "it carries positions",
      "topics: nothing ≠ shop.watermarks");

  private final String row;
  private final List<String> lines;

  Difference(String what, String debezium, String sluice, String why, String... lines) {
    this.row = "| " + String.join(" | ", what, debezium, sluice, why) + " |";
    this.lines = List.of(lines);
  }

  /** The difference as the page on records has it. */
  String row() {
    return row.replace("|  |", "| |");
  }

  /** The mismatches that are declared. */
  static List<Pattern> declared() {
    return Arrays.stream(values())
        .flatMap(difference -> difference.lines.stream())
        .map(Difference::pattern)
        .toList();
  }

  private static Pattern pattern(String line) {
    String quoted =
        Arrays.stream(line.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile("(?:\\S+ )*" + quoted, Pattern.DOTALL);
  }
}
