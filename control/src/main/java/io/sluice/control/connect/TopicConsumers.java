package io.sluice.control.connect;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Opens consumers that see committed records only, without a group.
 *
 * @param bootstrapServers Kafka's brokers
 */
public record TopicConsumers(String bootstrapServers) {

  private static final int LIMIT_MS = 20_000;

  /**
   * How long a broker may hold back the answer that there is nothing more; somebody waits for each.
   */
  private static final int FETCH_WAIT_MS = 20;

  Consumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "sluice-" + UUID.randomUUID(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            FETCH_WAIT_MS,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            LIMIT_MS),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
