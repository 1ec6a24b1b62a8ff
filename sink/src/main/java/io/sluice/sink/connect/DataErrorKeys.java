package io.sluice.sink.connect;

import io.sluice.sink.target.QuarantineOptions;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The keys that say what becomes of rows that the target refuses. */
final class DataErrorKeys {

  static final String MODE = "errors.data.mode";
  static final String MAX_KEYS = "errors.data.max.keys";

  private static final String STOP = "stop";
  private static final String DEAD_LETTER = "dead_letter";
  private static final String TOLERANCE = "errors.tolerance";
  private static final String TOPIC = "errors.deadletterqueue.topic.name";
  private static final String GROUP = "Errors in data";

  private DataErrorKeys() {}

  static void define(ConfigDef definition) {
    definition
        .define(
            MODE,
            ConfigDef.Type.STRING,
            STOP,
            ValidString.in(STOP, DEAD_LETTER),
            Importance.MEDIUM,
            "What becomes of a change whose data the target refuses (SQLSTATE classes 22 and 23),"
                + " and of a record that cannot be read. stop: the task stops. dead_letter: the"
                + " record goes to Connect's dead-letter topic, its row is held in"
                + " sluice.quarantine, where later changes of it follow, and its table is listed in"
                + " sluice.dirty until it is mended. That needs errors.tolerance=all and"
                + " errors.deadletterqueue.topic.name. Nothing else is ever set aside.",
            GROUP,
            1,
            Width.SHORT,
            "Refused rows")
        .define(
            MAX_KEYS,
            ConfigDef.Type.INT,
            1_000,
            Range.atLeast(1),
            Importance.LOW,
            "How many rows may be held before the task stops nevertheless.",
            GROUP,
            2,
            Width.SHORT,
            "Most held rows");
  }

  static QuarantineOptions options(AbstractConfig values) {
    return new QuarantineOptions(
        values.getString(MODE).equals(DEAD_LETTER), values.getInt(MAX_KEYS));
  }

  static ErrantRecordReporter reporter(SinkTaskContext connect) {
    ErrantRecordReporter reporter = connect.errantRecordReporter();
    if (reporter == null) {
      throw new ConfigException(MODE, DEAD_LETTER, "it needs " + TOPIC);
    }
    return reporter;
  }

  /** What is wrong with the mode beside Connect's own keys. */
  static Optional<String> complaint(Map<String, String> properties) {
    boolean tolerates = "all".equals(properties.get(TOLERANCE));
    boolean on = DEAD_LETTER.equals(properties.get(MODE));
    if (on && (!tolerates || properties.getOrDefault(TOPIC, "").isBlank())) {
      return Optional.of(
          "%s=%s needs %s=all and %s.".formatted(MODE, DEAD_LETTER, TOLERANCE, TOPIC));
    }
    if (tolerates && !on) {
      return Optional.of(
          "%s=all lets records go that cannot be read, and later changes of their rows be applied. Set %s=%s, or leave it out."
              .formatted(TOLERANCE, MODE, DEAD_LETTER));
    }
    return Optional.empty();
  }
}
