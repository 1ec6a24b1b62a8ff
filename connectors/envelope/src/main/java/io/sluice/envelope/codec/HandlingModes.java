package io.sluice.envelope.codec;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which shape the values of some types have in records. Whatever the shape, what it cannot say
 * exactly travels as PostgreSQL's text beside it.
 *
 * @param decimals of {@code numeric}
 * @param times of {@code date}, {@code time} and {@code timestamp}; types with a time zone have one
 *     shape only
 * @param intervals of {@code interval}
 * @param binaries of {@code bytea}
 * @param hstores of {@code hstore}
 */
public record HandlingModes(
    Decimals decimals, Times times, Intervals intervals, Binaries binaries, Hstores hstores) {

  /** Shapes that hardly ever need a text beside them. */
  public static final HandlingModes EXACT =
      new HandlingModes(
          Decimals.STRING, Times.ADAPTIVE, Intervals.POSTGRES, Binaries.BYTES, Hstores.POSTGRES);

  /** Every shape that a type can have occurs in one of these; the usual one first. */
  static List<HandlingModes> variants() {
    return Stream.of(
            Stream.of(EXACT),
            Stream.of(Decimals.values()).map(EXACT::with),
            Stream.of(Times.values()).map(EXACT::with),
            Stream.of(Intervals.values()).map(EXACT::with),
            Stream.of(Binaries.values()).map(EXACT::with),
            Stream.of(Hstores.values()).map(EXACT::with))
        .flatMap(modes -> modes)
        .toList();
  }

  HandlingModes with(Decimals other) {
    return new HandlingModes(other, times, intervals, binaries, hstores);
  }

  HandlingModes with(Times other) {
    return new HandlingModes(decimals, other, intervals, binaries, hstores);
  }

  HandlingModes with(Intervals other) {
    return new HandlingModes(decimals, times, other, binaries, hstores);
  }

  HandlingModes with(Binaries other) {
    return new HandlingModes(decimals, times, intervals, other, hstores);
  }

  HandlingModes with(Hstores other) {
    return new HandlingModes(decimals, times, intervals, binaries, other);
  }

  /** Debezium's {@code decimal.handling.mode}. */
  public enum Decimals {
    /** PostgreSQL's text. */
    STRING,

    /** Connect's Decimal; a struct of scale and digits where the column has no scale. */
    PRECISE,

    /** The nearest floating-point number. */
    DOUBLE
  }

  /** Debezium's {@code time.precision.mode}. */
  public enum Times {
    /** Milliseconds or microseconds, whichever the column's precision needs. */
    ADAPTIVE,

    /** The same, but times of day always in microseconds. */
    ADAPTIVE_TIME_MICROSECONDS,

    /** Connect's own Date, Time and Timestamp, which end at milliseconds. */
    CONNECT,

    /** ISO 8601 text in UTC. */
    ISOSTRING,

    /** Microseconds. */
    MICROSECONDS,

    /** Nanoseconds; 64 bits of them reach from 1677 to 2262. */
    NANOSECONDS
  }

  /** Debezium's {@code interval.handling.mode}, and one of our own. */
  public enum Intervals {
    /** PostgreSQL's text. */
    POSTGRES,

    /** Microseconds, with months of 30.4375 days. */
    NUMERIC,

    /** {@code P1Y2M3DT4H5M6.789S}. */
    STRING
  }

  /** Debezium's {@code binary.handling.mode}. */
  public enum Binaries {
    /** The bytes. */
    BYTES,

    /** RFC 4648, section 4. */
    BASE64,

    /** RFC 4648, section 5. */
    BASE64_URL_SAFE,

    /** Lower-case hexadecimal digits. */
    HEX
  }

  /** Debezium's {@code hstore.handling.mode}, and one of our own. */
  public enum Hstores {
    /** PostgreSQL's text. */
    POSTGRES,

    /** A JSON object of strings. */
    JSON,

    /** A map of strings. */
    MAP
  }
}
