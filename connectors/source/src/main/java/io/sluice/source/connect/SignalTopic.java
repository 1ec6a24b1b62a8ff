package io.sluice.source.connect;

import io.sluice.source.capture.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads operators' signals from a topic, on a thread of its own.
 *
 * <p>Where it goes on is stored with the connector's own offsets, not with a consumer group: a
 * signal and its effect are kept together.
 */
final class SignalTopic implements AutoCloseable {

  /** Who wants the signals. */
  interface Receiver {
    void signal(Signal signal, long nextOffset);
  }

  private static final Logger LOG = LoggerFactory.getLogger(SignalTopic.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(5);

  private final TopicPartition partition;
  private final String topicPrefix;
  private final KafkaConsumer<String, String> consumer;
  private final long from;
  private volatile boolean closing;

  private SignalTopic(
      TopicPartition partition,
      String topicPrefix,
      KafkaConsumer<String, String> consumer,
      long from) {
    this.partition = partition;
    this.topicPrefix = topicPrefix;
    this.consumer = consumer;
    this.from = from;
  }

  /**
   * Opens the topic, which is made if it is missing.
   *
   * @param settings of the consumer
   * @param topicPrefix what a signal's key has to be to be meant for this connector
   * @param stored where to go on; empty for the topic's end
   * @throws KafkaException if the topic cannot be reached
   */
  static SignalTopic open(
      String topic, Map<String, Object> settings, String topicPrefix, OptionalLong stored) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("enable.auto.commit", false);
    all.put("isolation.level", "read_committed");
    all.put("auto.offset.reset", "earliest");
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    try {
      if (consumer.partitionsFor(topic, PATIENCE).isEmpty()) {
        create(topic, all);
      }
      consumer.assign(List.of(partition));
      long from = stored.orElseGet(() -> end(consumer, partition));
      consumer.seek(partition, from);
      return new SignalTopic(partition, topicPrefix, consumer, from);
    } catch (KafkaException failed) {
      consumer.close();
      throw failed;
    }
  }

  /** With one partition, and as many copies as the brokers think right. */
  private static void create(String topic, Map<String, Object> settings) {
    try (Admin admin = Admin.create(settings)) {
      NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty());
      admin.createTopics(List.of(wanted)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("event=signal-topic-created topic={}", topic);
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw new KafkaException(
            "signal topic %s does not exist and cannot be made".formatted(topic),
            failed.getCause());
      }
    } catch (TimeoutException late) {
      throw new KafkaException("signal topic %s cannot be made in time".formatted(topic), late);
    } catch (InterruptedException stopped) {
      throw new InterruptException(stopped);
    }
  }

  private static long end(KafkaConsumer<String, String> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
  }

  /** The first offset that is read. */
  long from() {
    return from;
  }

  /** Hands over what comes, until closed. */
  SignalTopic start(Receiver receiver) {
    Thread thread = new Thread(() -> read(receiver), "sluice-signals");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void read(Receiver receiver) {
    try (consumer) {
      while (!closing) {
        readSome(receiver);
      }
    } catch (WakeupException | InterruptException closed) {
      LOG.debug("event=signals-closed topic={}", partition.topic());
    }
  }

  /** The capture does not depend on signals: while they cannot be read it goes on. */
  private void readSome(Receiver receiver) {
    try {
      for (ConsumerRecord<String, String> record : consumer.poll(BETWEEN_FAILURES)) {
        if (topicPrefix.equals(record.key()) && record.value() != null) {
          receiver.signal(SignalRecords.read(record.value()), record.offset() + 1);
        }
      }
    } catch (WakeupException | InterruptException closed) {
      throw closed;
    } catch (KafkaException failed) {
      LOG.warn("event=signals-unread topic={} reason=\"{}\"", partition.topic(), failed.toString());
      pauseAfterFailure();
    }
  }

  private void pauseAfterFailure() {
    try {
      Thread.sleep(BETWEEN_FAILURES.toMillis());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
  }
}
