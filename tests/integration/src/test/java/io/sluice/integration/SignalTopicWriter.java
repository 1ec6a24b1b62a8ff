package io.sluice.integration;

import io.sluice.testkit.KafkaBroker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** An operator who writes signals for one connector into a topic. */
final class SignalTopicWriter implements AutoCloseable {

  private final String topic;
  private final String topicPrefix;
  private final KafkaProducer<String, String> producer;

  private SignalTopicWriter(String topic, String topicPrefix, Map<String, Object> settings) {
    this.topic = topic;
    this.topicPrefix = topicPrefix;
    this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  static SignalTopicWriter create(String topic, String topicPrefix) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      return new SignalTopicWriter(topic, topicPrefix, settings);
    } catch (ExecutionException | InterruptedException failed) {
      throw new AssertionError("no topic " + topic, failed);
    }
  }

  void send(String value) {
    try {
      producer.send(new ProducerRecord<>(topic, topicPrefix, value)).get();
    } catch (ExecutionException | InterruptedException failed) {
      throw new AssertionError("no signal was written to " + topic, failed);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
