package io.sluice.source.connect;

import io.sluice.source.capture.MessageFilter;
import io.sluice.source.replication.TableFilter;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say which logical messages are captured. */
final class MessageKeys {

  static final String PREFIX_INCLUDE = "message.prefix.include.list";
  static final String PREFIX_EXCLUDE = "message.prefix.exclude.list";

  private static final String GROUP = "Messages";

  private MessageKeys() {}

  static void define(ConfigDef keys) {
    list(
        keys,
        PREFIX_INCLUDE,
        1,
        "Logical messages (pg_logical_emit_message) to capture, into the topic"
            + " <topic.prefix>.message: regular expressions with commas between, each of which"
            + " matches a whole prefix in whatever case. Empty: all. Prefixes that begin with"
            + " sluice. are Sluice's own and never captured.");
    list(
        keys,
        PREFIX_EXCLUDE,
        2,
        "Logical messages to leave out, written like message.prefix.include.list.");
  }

  private static void list(ConfigDef keys, String key, int order, String text) {
    keys.define(
        key,
        Type.STRING,
        "",
        TableKeys.PATTERNS,
        Importance.LOW,
        text,
        GROUP,
        order,
        Width.LONG,
        key);
  }

  static MessageFilter filter(AbstractConfig config) {
    return new MessageFilter(
        TableFilter.patterns(config.getString(PREFIX_INCLUDE)),
        TableFilter.patterns(config.getString(PREFIX_EXCLUDE)));
  }
}
