package io.sluice.sink.connect;

import io.sluice.postgres.connect.DatabaseKeys;
import org.apache.kafka.common.config.ConfigDef;

/** The keys of the sink connector's configuration: names, groups, defaults, validators, words. */
final class SinkKeys {

  static final String NAME = "name";
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

  private SinkKeys() {}

  static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    DatabaseKeys.define(definition, TARGET);
    ApplyKeys.define(definition);
    TableKeys.define(definition);
    ConflictKeys.define(definition);
    BrokerKeys.define(definition);
    RetryKeys.define(definition);
    DataErrorKeys.define(definition);
    ProducerKeys.define(definition);
    return definition;
  }
}
