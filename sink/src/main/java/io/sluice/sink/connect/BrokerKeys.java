package io.sluice.sink.connect;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say where the topics are: a sink task has no client of its own to ask. */
final class BrokerKeys {

  /** What begins so goes to the client, without it. */
  private static final String CLIENT_PREFIX = "kafka.";

  static final String BOOTSTRAP_SERVERS =
      CLIENT_PREFIX + AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG;

  private static final String CONVERTER = "value.converter.";

  private BrokerKeys() {}

  static void define(ConfigDef definition) {
    definition.define(
        BOOTSTRAP_SERVERS,
        ConfigDef.Type.STRING,
        "",
        Importance.MEDIUM,
        "The Kafka cluster that the topics are in, which is asked whether records are gone that were"
            + " not applied: retention deleted them, or the topic was made anew. The default is"
            + " value.converter.bootstrap.servers; without either, such a gap goes unnoticed, and"
            + " the worker's log says so. Whatever else the client needs (security.protocol,"
            + " sasl.jaas.config, ...) is given with kafka. before it, or is what"
            + " value.converter.kafka. says.",
        "Topics",
        1,
        Width.LONG,
        "Kafka cluster");
  }

  /** The client's settings, if the configuration names a cluster. */
  static Optional<Map<String, Object>> client(Map<String, String> properties) {
    Map<String, Object> settings = new HashMap<>();
    Stream.of(CONVERTER + CLIENT_PREFIX, CLIENT_PREFIX)
        .forEach(prefix -> copy(properties, prefix, settings));
    String converters = properties.get(CONVERTER + AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    if (converters != null) {
      settings.putIfAbsent(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, converters);
    }
    return settings.containsKey(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
        ? Optional.of(settings)
        : Optional.empty();
  }

  private static void copy(Map<String, String> from, String prefix, Map<String, Object> to) {
    from.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && !value.isBlank()) {
            to.put(key.substring(prefix.length()), value);
          }
        });
  }
}
