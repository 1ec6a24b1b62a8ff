package io.sluice.avro.registry;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/**
 * What a registry calls the row of versions that a schema belongs to; the names are Confluent's.
 */
enum SubjectNaming {
  /** {@code <topic>-key} and {@code <topic>-value}. */
  TOPIC("TopicNameStrategy") {
    @Override
    String subject(String topic, Schema schema, boolean isKey) {
      return topic + (isKey ? "-key" : "-value");
    }
  },

  /** The record's full name, whatever the topic. */
  RECORD("RecordNameStrategy") {
    @Override
    String subject(String topic, Schema schema, boolean isKey) {
      return recordName(topic, schema);
    }
  },

  /** {@code <topic>-<the record's full name>}. */
  TOPIC_RECORD("TopicRecordNameStrategy") {
    @Override
    String subject(String topic, Schema schema, boolean isKey) {
      return topic + "-" + recordName(topic, schema);
    }
  };

  private static final String CONFLUENT = "io.confluent.kafka.serializers.subject.";

  private final String configured;

  SubjectNaming(String configured) {
    this.configured = configured;
  }

  /** The subject of a schema. */
  abstract String subject(String topic, Schema schema, boolean isKey);

  /** What a configuration calls them. */
  static List<String> names() {
    return Stream.of(values()).map(naming -> naming.configured).toList();
  }

  /** Reads a name, with or without the package of Confluent's class. */
  static SubjectNaming of(String key, String name) {
    String simple = name.startsWith(CONFLUENT) ? name.substring(CONFLUENT.length()) : name;
    return Stream.of(values())
        .filter(naming -> naming.configured.equals(simple))
        .findFirst()
        .orElseThrow(
            () -> new ConfigException(key, name, "must be one of " + String.join(", ", names())));
  }

  private static String recordName(String topic, Schema schema) {
    Schema named = present(schema);
    return switch (named.getType()) {
      case RECORD, ENUM, FIXED -> named.getFullName();
      default ->
          throw new DataException(
              "Topic "
                  + topic
                  + ": the subject is to be named after the record, and "
                  + named.getType().getName().toLowerCase(Locale.ROOT)
                  + " is no record; set "
                  + RegistryKeys.SUBJECT_NAMING
                  + "="
                  + TOPIC.configured);
    };
  }

  /** What stands beside null in an optional schema. */
  private static Schema present(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElse(schema);
  }
}
