package io.sluice.sink.connect;

import io.sluice.postgres.connect.DatabaseKeys;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of the sink connector's configuration: names, groups, defaults, validators, words. */
final class SinkKeys {

  static final String NAME = "name";
  static final String RETRY_BACKOFF = "retry.backoff.ms";
  static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";

  static final String TASKS_MAX = "tasks.max";
  static final String TOPICS = "topics";
  static final String TOPICS_REGEX = "topics.regex";

  /** Which of the connector's tasks this is; the connector sets it, nobody else. */
  static final String TASK = "sluice.task.number";

  private static final DatabaseKeys.Words TARGET =
      new DatabaseKeys.Words(
          "Target database",
          "Name or address of the target's primary server, version 15 or later.",
          "Role that writes. It needs INSERT, UPDATE, DELETE and TRUNCATE on the tables or owns"
              + " them, may create what is missing, and may SET session_replication_role.",
          "Database that rows are written to. Progress is kept in its schema sluice.");

  private static final String RETRY = "Retry";

  private SinkKeys() {}

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    DatabaseKeys.define(definition, TARGET);
    ApplyKeys.define(definition);
    defineRetry(definition);
    ProducerKeys.define(definition);
    return definition;
  }

  private static void defineRetry(ConfigDef definition) {
    definition
        .define(
            RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            500L,
            Range.atLeast(1),
            Importance.LOW,
            "Milliseconds before a batch is tried again after a failure that may pass; doubled each"
                + " time.",
            RETRY,
            1,
            Width.SHORT,
            "First pause")
        .define(
            RETRY_BACKOFF_MAX,
            ConfigDef.Type.LONG,
            30_000L,
            Range.atLeast(1),
            Importance.LOW,
            "The longest such pause in milliseconds.",
            RETRY,
            2,
            Width.SHORT,
            "Longest pause");
  }
}
