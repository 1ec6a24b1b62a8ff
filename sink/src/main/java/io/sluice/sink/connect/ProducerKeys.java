package io.sluice.sink.connect;

import io.sluice.envelope.codec.HandlingModes.Binaries;
import io.sluice.envelope.codec.HandlingModes.Decimals;
import io.sluice.envelope.codec.HandlingModes.Times;
import io.sluice.envelope.debezium.ProducerOptions;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys that repeat what the connector has that wrote the topics, if that is Debezium's. */
final class ProducerKeys {

  static final String PLACEHOLDER = "unavailable.value.placeholder";
  static final String DECIMALS = "decimal.handling.mode";
  static final String TIMES = "time.precision.mode";
  static final String BINARIES = "binary.handling.mode";

  private static final String GROUP = "Topics that Debezium wrote";
  private static final String SAME =
      " Only for topics that Debezium's connector wrote; set it to what that connector has.";

  private ProducerKeys() {}

  static void define(ConfigDef keys) {
    keys.define(
        PLACEHOLDER,
        Type.STRING,
        ProducerOptions.DEFAULTS.placeholder(),
        new ConfigDef.NonEmptyString(),
        Importance.LOW,
        "What stands for a value that an update left unchanged and the log does not have. It is"
            + " never written."
            + SAME,
        GROUP,
        1,
        Width.LONG,
        "Placeholder");
    mode(
        keys,
        DECIMALS,
        ProducerOptions.DEFAULTS.decimals(),
        2,
        "What numeric and money look like in JSON without schemas." + SAME);
    mode(
        keys,
        TIMES,
        ProducerOptions.DEFAULTS.times(),
        3,
        "What date, time and timestamp look like in JSON without schemas." + SAME);
    mode(
        keys,
        BINARIES,
        ProducerOptions.DEFAULTS.binaries(),
        4,
        "What bytea looks like, and what Debezium has as bytes because it does not know the type."
            + SAME);
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

  static ProducerOptions options(AbstractConfig config) {
    return new ProducerOptions(
        config.getString(PLACEHOLDER),
        mode(config, DECIMALS, Decimals.class),
        mode(config, TIMES, Times.class),
        mode(config, BINARIES, Binaries.class));
  }

  private static <E extends Enum<E>> E mode(AbstractConfig config, String key, Class<E> modes) {
    String word = config.getString(key);
    return Arrays.stream(modes.getEnumConstants())
        .filter(mode -> word(mode).equals(word))
        .findFirst()
        .orElseThrow(() -> new ConfigException(key, word));
  }

  private static String[] words(Class<? extends Enum<?>> modes) {
    return Arrays.stream(modes.getEnumConstants()).map(ProducerKeys::word).toArray(String[]::new);
  }

  /** The one of Debezium's words that has hyphens. */
  private static String word(Enum<?> mode) {
    return mode == Binaries.BASE64_URL_SAFE
        ? "base64-url-safe"
        : mode.name().toLowerCase(Locale.ROOT);
  }
}
