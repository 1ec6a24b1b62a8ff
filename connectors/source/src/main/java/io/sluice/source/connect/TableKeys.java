package io.sluice.source.connect;

import io.sluice.source.replication.TableFilter;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say which tables are captured, and under which name. */
final class TableKeys {

  static final String TOPIC_PREFIX = "topic.prefix";
  static final String TABLE_INCLUDE = "table.include.list";
  static final String TABLE_EXCLUDE = "table.exclude.list";
  static final String SCHEMA_INCLUDE = "schema.include.list";
  static final String SCHEMA_EXCLUDE = "schema.exclude.list";

  private static final String GROUP = "Tables";

  static final ConfigDef.Validator PATTERNS =
      ConfigDef.LambdaValidator.with(TableKeys::checkPatterns, () -> "regular expressions");

  private static final ConfigDef.Validator TOPIC_NAME =
      ConfigDef.LambdaValidator.with(
          TableKeys::checkTopicName, () -> "letters, digits, dots, hyphens and underscores");

  private TableKeys() {}

  static void define(ConfigDef keys) {
    keys.define(
        TOPIC_PREFIX,
        Type.STRING,
        ConfigDef.NO_DEFAULT_VALUE,
        TOPIC_NAME,
        Importance.HIGH,
        "First part of every topic's name: <topic.prefix>.<schema>.<table>. Unique for each"
            + " connector of a Kafka cluster, and never changed.",
        GROUP,
        1,
        Width.MEDIUM,
        "Topic prefix");
    list(
        keys,
        TABLE_INCLUDE,
        2,
        "Tables to capture: regular expressions with commas between, each of which matches a whole"
            + " schema.table in whatever case. Empty: all tables, or those of the publication if it"
            + " exists already.");
    list(keys, TABLE_EXCLUDE, 3, "Tables to leave out, written like table.include.list.");
    list(
        keys,
        SCHEMA_INCLUDE,
        4,
        "Schemas whose tables are captured: regular expressions with commas between, each of which"
            + " matches a whole name. Empty: all.");
    list(keys, SCHEMA_EXCLUDE, 5, "Schemas to leave out, written like schema.include.list.");
  }

  private static void list(ConfigDef keys, String key, int order, String text) {
    keys.define(
        key, Type.STRING, "", PATTERNS, Importance.MEDIUM, text, GROUP, order, Width.LONG, key);
  }

  static TableFilter filter(AbstractConfig config) {
    return new TableFilter(
        TableFilter.patterns(config.getString(TABLE_INCLUDE)),
        TableFilter.patterns(config.getString(TABLE_EXCLUDE)),
        TableFilter.patterns(config.getString(SCHEMA_INCLUDE)),
        TableFilter.patterns(config.getString(SCHEMA_EXCLUDE)));
  }

  private static void checkPatterns(String key, Object value) {
    try {
      TableFilter.patterns(String.valueOf(value));
    } catch (PatternSyntaxException wrong) {
      throw new ConfigException(key, value, "not a regular expression: " + wrong.getDescription());
    }
  }

  private static void checkTopicName(String key, Object value) {
    if (value == null || !String.valueOf(value).matches("[a-zA-Z0-9._-]{1,150}")) {
      throw new ConfigException(
          key, value, "up to 150 letters, digits, dots, hyphens and underscores");
    }
  }
}
