package io.sluice.source.connect;

import io.sluice.envelope.codec.HandlingModes;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say which shape the values of some types have in records. */
final class TypeKeys {

  static final String DECIMALS = "decimal.handling.mode";
  static final String TIMES = "time.precision.mode";
  static final String INTERVALS = "interval.handling.mode";
  static final String BINARIES = "binary.handling.mode";
  static final String HSTORES = "hstore.handling.mode";

  private static final String GROUP = "Types";

  /** The one of Debezium's words that has hyphens. */
  private static final String URL_SAFE = "base64-url-safe";

  private TypeKeys() {}

  static void define(ConfigDef keys) {
    mode(
        keys,
        DECIMALS,
        HandlingModes.EXACT.decimals(),
        1,
        "Shape of numeric. string: PostgreSQL's text. precise: Connect's Decimal, or a struct of"
            + " scale and digits where the column has no scale. double: the nearest floating-point"
            + " number. Whatever the shapes, a value that one cannot say exactly also travels as"
            + " text in source.verbatim, so that a target gets what left the source.");
    mode(
        keys,
        TIMES,
        HandlingModes.EXACT.times(),
        2,
        "Shape of date, time and timestamp. adaptive: milliseconds up to 3 fractional digits, else"
            + " microseconds. adaptive_time_microseconds: the same, but time always in"
            + " microseconds. microseconds and nanoseconds: always these. connect: Connect's Date,"
            + " Time and Timestamp, in milliseconds. isostring: ISO 8601 text in UTC.");
    mode(
        keys,
        INTERVALS,
        HandlingModes.EXACT.intervals(),
        3,
        "Shape of interval. postgres: PostgreSQL's text. numeric: microseconds, with months of"
            + " 30.4375 days. string: ISO 8601 text, such as P1Y2M3DT4H5M6.789S.");
    mode(
        keys,
        BINARIES,
        HandlingModes.EXACT.binaries(),
        4,
        "Shape of bytea: bytes, or a string of them in base64, base64-url-safe or hex.");
    mode(
        keys,
        HSTORES,
        HandlingModes.EXACT.hstores(),
        5,
        "Shape of hstore. postgres: PostgreSQL's text. json: a JSON object. map: a map of strings.");
  }

  private static <E extends Enum<E>> void mode(
      ConfigDef keys, String key, E standard, int order, String text) {
    keys.define(
        key,
        Type.STRING,
        word(standard),
        ConfigDef.ValidString.in(words(standard.getDeclaringClass())),
        Importance.LOW,
        text,
        GROUP,
        order,
        Width.SHORT,
        key);
  }

  static HandlingModes modes(AbstractConfig config) {
    return new HandlingModes(
        mode(config, DECIMALS, HandlingModes.Decimals.class),
        mode(config, TIMES, HandlingModes.Times.class),
        mode(config, INTERVALS, HandlingModes.Intervals.class),
        mode(config, BINARIES, HandlingModes.Binaries.class),
        mode(config, HSTORES, HandlingModes.Hstores.class));
  }

  private static <E extends Enum<E>> E mode(AbstractConfig config, String key, Class<E> modes) {
    String word = config.getString(key);
    return Arrays.stream(modes.getEnumConstants())
        .filter(mode -> word(mode).equals(word))
        .findFirst()
        .orElseThrow(() -> new ConfigException(key, word));
  }

  private static String[] words(Class<? extends Enum<?>> modes) {
    return Arrays.stream(modes.getEnumConstants()).map(TypeKeys::word).toArray(String[]::new);
  }

  private static String word(Enum<?> mode) {
    return mode == HandlingModes.Binaries.BASE64_URL_SAFE
        ? URL_SAFE
        : mode.name().toLowerCase(Locale.ROOT);
  }
}
