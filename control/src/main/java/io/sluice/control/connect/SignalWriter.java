package io.sluice.control.connect;

import io.sluice.control.report.Problem;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes signals for one source connector.
 *
 * @param bootstrapServers Kafka's brokers
 * @param topic that the connector reads
 * @param topicPrefix the connector's, which tells its signals from those of others
 */
public record SignalWriter(String bootstrapServers, String topic, String topicPrefix) {

  /**
   * Writes a signal.
   *
   * @param json in the words of docs/reference/signals.md
   * @return where it stands in the topic
   */
  public long write(String json) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new StringSerializer())) {
      return producer.send(new ProducerRecord<>(topic, 0, topicPrefix, json)).get().offset();
    } catch (ExecutionException failed) {
      throw new Problem(
          "no signal can be written to topic " + topic + ": " + failed.getCause().getMessage(),
          failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while writing to topic " + topic, stopped);
    }
  }
}
