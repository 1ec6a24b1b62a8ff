package io.sluice.avro.topic;

import java.util.Map;

/**
 * Where schemas are kept.
 *
 * @param topic its name
 * @param replicationFactor of the topic if it is created; -1 for the broker's default
 * @param clients {@code bootstrap.servers} and whatever else Kafka's clients need to connect
 */
public record SchemaTopicOptions(
    String topic, short replicationFactor, Map<String, Object> clients) {

  public SchemaTopicOptions {
    if (topic.isBlank()) {
      throw new IllegalArgumentException("the schemas topic has no name");
    }
    clients = Map.copyOf(clients);
  }
}
