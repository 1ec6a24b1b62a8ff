package io.sluice.source.connect;

import io.sluice.source.capture.ConfiguredReread;
import io.sluice.source.capture.Signal;
import io.sluice.source.replication.TableFilter;
import io.sluice.source.snapshot.KeyRange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys by which operators speak to a running connector. */
final class SignalKeys {

  static final String TOPIC = "signal.kafka.topic";
  static final String BOOTSTRAP_SERVERS = "signal.kafka.bootstrap.servers";
  static final String CONSUMER_PREFIX = "signal.consumer.";
  static final String REREAD = "snapshot.reread";

  private static final String GROUP = "Signals";

  private static final ConfigDef.Validator REQUEST =
      ConfigDef.LambdaValidator.with(
          SignalKeys::checkRequest, () -> "a word, a colon and regular expressions");

  private SignalKeys() {}

  static void define(ConfigDef keys) {
    keys.define(
            TOPIC,
            Type.STRING,
            "",
            Importance.LOW,
            "Topic with one partition from which signals are read: records whose key is topic.prefix"
                + " and whose value says in JSON what to do, see docs/reference/signals.md. Empty:"
                + " none is read. Records from before the first start are passed over.",
            GROUP,
            1,
            Width.MEDIUM,
            "Signal topic")
        .define(
            BOOTSTRAP_SERVERS,
            Type.STRING,
            "",
            Importance.LOW,
            "Brokers of the signal topic; needed with signal.kafka.topic. Every key that starts with"
                + " signal.consumer. goes to its consumer, without that prefix.",
            GROUP,
            2,
            Width.LONG,
            "Brokers of the signal topic")
        .define(
            REREAD,
            Type.STRING,
            "",
            REQUEST,
            Importance.LOW,
            "Tables to read once more, beside the stream: a word of your choice, a colon, and regular"
                + " expressions over schema.table with commas between, such as"
                + " friday:public.orders. It is done once for each value.",
            GROUP,
            3,
            Width.LONG,
            "Read again");
  }

  /** What is wrong with the keys together, if anything is. */
  static Optional<String> unmet(Map<String, String> properties) {
    boolean unknown =
        !properties.getOrDefault(TOPIC, "").isEmpty()
            && properties.getOrDefault(BOOTSTRAP_SERVERS, "").isEmpty();
    return unknown
        ? Optional.of("%s is needed with %s.".formatted(BOOTSTRAP_SERVERS, TOPIC))
        : Optional.empty();
  }

  /**
   * The topic that signals are read from, if there is one.
   *
   * @throws ConfigException if it is not said where it is
   */
  static Optional<String> topic(AbstractConfig config) {
    unmet(config.originalsStrings())
        .ifPresent(
            sentence -> {
              throw new ConfigException(sentence);
            });
    return Optional.of(config.getString(TOPIC)).filter(name -> !name.isEmpty());
  }

  /** What the topic's consumer is configured with, beside what it always has. */
  static Map<String, Object> consumer(AbstractConfig config) {
    Map<String, Object> consumer = new TreeMap<>(config.originalsWithPrefix(CONSUMER_PREFIX));
    consumer.put("bootstrap.servers", config.getString(BOOTSTRAP_SERVERS));
    return consumer;
  }

  static Optional<ConfiguredReread> reread(AbstractConfig config) {
    String text = config.getString(REREAD);
    return text.isEmpty() ? Optional.empty() : Optional.of(reread(text));
  }

  private static ConfiguredReread reread(String text) {
    String tables = text.substring(text.indexOf(':') + 1);
    return new ConfiguredReread(
        text, new Signal.Reread(TableFilter.patterns(tables), KeyRange.Between.ALL));
  }

  private static void checkRequest(String key, Object value) {
    String text = String.valueOf(value);
    try {
      if (!text.isEmpty() && (text.indexOf(':') < 1 || reread(text).reread().tables().isEmpty())) {
        throw new ConfigException(
            key, value, "a word, a colon and tables, such as friday:public.orders");
      }
    } catch (PatternSyntaxException wrong) {
      throw new ConfigException(key, value, "not a regular expression: " + wrong.getDescription());
    }
  }
}
