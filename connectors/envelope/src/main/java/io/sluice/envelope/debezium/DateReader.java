package io.sluice.envelope.debezium;

import io.sluice.change.Value;
import java.util.Date;
import java.util.Map;

/**
 * Infinite dates, which Debezium turns into days far outside of PostgreSQL's calendar: others where
 * it copies a table than where it follows it. Infinite timestamps it has as the last milliseconds
 * and microseconds of 64 bits, which are text only in ISO 8601.
 */
final class DateReader {

  private static final Value LAST = Value.text("infinity");
  private static final Value FIRST = Value.text("-infinity");

  private static final Map<Integer, Value> DAYS =
      Map.of(-622_191_234, LAST, -625_821_272, FIRST, -2_147_472_692, LAST, -2_147_472_691, FIRST);

  private static final Map<String, Value> ISO =
      Map.of(
          "+292278994-08-16Z", LAST,
          "+292269055-12-02Z", FIRST,
          "-5877611-06-21Z", LAST,
          "-5877611-06-22Z", FIRST,
          "+294247-01-10T04:00:25.2Z", LAST,
          "-290308-12-21T19:59:27.6Z", FIRST);

  private static final long MILLIS_PER_DAY = 86_400_000;

  private DateReader() {}

  /** Days, or the dates that Connect makes of them. */
  static ColumnReader days(ColumnReader ordinary) {
    return encoded -> {
      Value infinite = DAYS.get(day(encoded));
      return infinite == null ? ordinary.read(encoded) : infinite;
    };
  }

  private static int day(Object encoded) {
    return encoded instanceof Date date
        ? (int) Math.floorDiv(date.getTime(), MILLIS_PER_DAY)
        : (Integer) encoded;
  }

  /** Dates and timestamps as text. */
  static ColumnReader iso(ColumnReader ordinary) {
    return encoded -> {
      Value infinite = ISO.get((String) encoded);
      return infinite == null ? ordinary.read(encoded) : infinite;
    };
  }
}
