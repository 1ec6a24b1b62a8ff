package io.sluice.avro;

import io.sluice.avro.registry.RegistryOptions;
import io.sluice.avro.registry.RegistryWire;
import io.sluice.avro.topic.SchemaTopicOptions;
import io.sluice.avro.topic.SingleObjectWire;
import io.sluice.avro.wire.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a converter's settings say.
 *
 * @param wire makes the form of the records: with a registry, or with a schemas topic
 * @param latest whether records are read as the newest schema of their kind
 */
record AvroOptions(Function<Boolean, WireFormat> wire, boolean latest) {

  /**
   * @throws ConfigException a setting is missing or wrong
   */
  static AvroOptions of(Map<String, ?> settings) {
    AbstractConfig config = new AbstractConfig(AvroKeys.definition(), settings, false);
    return new AvroOptions(wire(config), config.getBoolean(AvroKeys.USE_LATEST_VERSION));
  }

  private static Function<Boolean, WireFormat> wire(AbstractConfig config) {
    Optional<RegistryOptions> registry = RegistryOptions.of(config);
    if (registry.isPresent()) {
      return isKey -> new RegistryWire(registry.get(), isKey);
    }
    SchemaTopicOptions topic = topic(config);
    return isKey -> new SingleObjectWire(topic);
  }

  private static SchemaTopicOptions topic(AbstractConfig config) {
    String servers = config.getString(AvroKeys.BOOTSTRAP_SERVERS);
    if (servers == null || servers.isBlank()) {
      throw new ConfigException(
          AvroKeys.BOOTSTRAP_SERVERS
              + " is missing: the Kafka cluster of the schemas topic. Give it, or"
              + " schema.registry.url if there is a registry");
    }
    Map<String, Object> clients = new HashMap<>(config.originalsWithPrefix(AvroKeys.CLIENT_PREFIX));
    clients.put(AvroKeys.BOOTSTRAP_SERVERS, servers);
    return new SchemaTopicOptions(
        name(config), config.getShort(AvroKeys.REPLICATION_FACTOR), clients);
  }

  private static String name(AbstractConfig config) {
    String topic = config.getString(AvroKeys.SCHEMAS_TOPIC);
    String prefix = config.getString(AvroKeys.TOPIC_PREFIX);
    if (topic != null && !topic.isBlank()) {
      return topic;
    }
    if (prefix == null || prefix.isBlank()) {
      throw new ConfigException(
          AvroKeys.SCHEMAS_TOPIC
              + " is missing; give it, or topic.prefix, to which .schemas is added");
    }
    return prefix + ".schemas";
  }
}
