package io.sluice.avro;

import io.sluice.avro.registry.RegistryKeys;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The converter's settings; in a connector's, they follow {@code key.converter.} and so on. */
final class AvroKeys {

  static final String SCHEMAS_TOPIC = "schemas.topic";
  static final String TOPIC_PREFIX = "topic.prefix";
  static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  static final String REPLICATION_FACTOR = "schemas.topic.replication.factor";
  static final String USE_LATEST_VERSION = "use.latest.version";

  /** What begins so goes to the clients of the schemas topic, without it. */
  static final String CLIENT_PREFIX = "kafka.";

  private static final String TOPIC_GROUP = "Schemas in a topic";
  private static final String READING_GROUP = "Reading";

  private AvroKeys() {}

  static ConfigDef definition() {
    ConfigDef keys = new ConfigDef();
    topic(keys);
    RegistryKeys.define(keys);
    reading(keys);
    return keys;
  }

  private static void topic(ConfigDef keys) {
    keys.define(
        BOOTSTRAP_SERVERS,
        Type.STRING,
        null,
        Importance.HIGH,
        "The Kafka cluster that holds the schemas topic: the worker's own, as a rule. Needed without"
            + " schema.registry.url. Whatever else its clients need (security.protocol,"
            + " sasl.jaas.config, ...) is given with kafka. before it.",
        TOPIC_GROUP,
        1,
        ConfigDef.Width.LONG,
        "Kafka cluster");
    keys.define(
        TOPIC_PREFIX,
        Type.STRING,
        null,
        Importance.MEDIUM,
        "The connector's topic.prefix, from which schemas.topic has its default.",
        TOPIC_GROUP,
        2,
        ConfigDef.Width.MEDIUM,
        "Topic prefix");
    keys.define(
        SCHEMAS_TOPIC,
        Type.STRING,
        null,
        Importance.MEDIUM,
        "The compacted topic that holds the schemas, by fingerprint; created if it is missing."
            + " <topic.prefix>.schemas unless given. Whoever reads the records needs it too.",
        TOPIC_GROUP,
        3,
        ConfigDef.Width.MEDIUM,
        "Schemas topic");
    keys.define(
        REPLICATION_FACTOR,
        Type.SHORT,
        (short) -1,
        Importance.LOW,
        "How many copies the schemas topic gets if it is created; -1 for the broker's default.",
        TOPIC_GROUP,
        4,
        ConfigDef.Width.SHORT,
        "Copies of the schemas topic");
  }

  private static void reading(ConfigDef keys) {
    keys.define(
        USE_LATEST_VERSION,
        Type.BOOLEAN,
        false,
        Importance.LOW,
        "Whether records are read as what the newest schema of their kind says, by Avro's rules of"
            + " resolution: columns that were added later have their default, dropped ones are left"
            + " out. Otherwise each record has the schema it was written with.",
        READING_GROUP,
        1,
        ConfigDef.Width.SHORT,
        "Read as the newest schema");
  }
}
