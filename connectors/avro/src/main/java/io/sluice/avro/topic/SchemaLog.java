package io.sluice.avro.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * A compacted topic of one partition, written and read to its end. Used by one thread at a time.
 */
final class SchemaLog implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PATIENCE_MILLIS = (int) PATIENCE.toMillis();
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int PARTITION = 0;

  private final String topic;
  private final TopicPartition partition;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;

  private SchemaLog(
      String topic,
      KafkaConsumer<String, String> consumer,
      KafkaProducer<String, String> producer) {
    this.topic = topic;
    this.partition = new TopicPartition(topic, PARTITION);
    this.consumer = consumer;
    this.producer = producer;
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Creates the topic if it is missing. */
  static SchemaLog open(SchemaTopicOptions options) {
    try (Admin admin = Admin.create(client(options.clients()))) {
      NewTopic wanted =
          new NewTopic(options.topic(), 1, options.replicationFactor())
              .configs(
                  Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw failure(options.topic(), "created", failed.getCause());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failure(options.topic(), "created", interrupted);
    } catch (KafkaException failed) {
      throw failure(options.topic(), "reached", failed);
    }
    return connected(options);
  }

  private static SchemaLog connected(SchemaTopicOptions options) {
    KafkaProducer<String, String> producer = null;
    try {
      producer =
          new KafkaProducer<>(
              producer(options.clients()), new StringSerializer(), new StringSerializer());
      return new SchemaLog(
          options.topic(),
          new KafkaConsumer<>(
              consumer(options.clients()), new StringDeserializer(), new StringDeserializer()),
          producer);
    } catch (KafkaException failed) {
      if (producer != null) {
        producer.close(CLOSE);
      }
      throw failure(options.topic(), "reached", failed);
    }
  }

  /** Returns once the record is acknowledged by all in-sync replicas. */
  void append(String key, String value) {
    try {
      producer.send(new ProducerRecord<>(topic, PARTITION, key, value)).get();
    } catch (ExecutionException failed) {
      throw failure(topic, "written", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failure(topic, "written", interrupted);
    } catch (KafkaException failed) {
      throw failure(topic, "written", failed);
    }
  }

  /** Reads on from where the last call ended to where the topic ends now. */
  void read(BiConsumer<String, String> out) {
    try {
      long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition, PATIENCE) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(each -> out.accept(each.key(), each.value()));
        if (System.nanoTime() > deadline) {
          throw new RetriableException("the schemas topic " + topic + " could not be read in 30 s");
        }
      }
    } catch (KafkaException failed) {
      throw failure(topic, "read", failed);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    consumer.close();
  }

  /** What passes by itself may be tried again; a refusal may not. */
  private static ConnectException failure(String topic, String verb, Throwable cause) {
    String message =
        "the schemas topic " + topic + " cannot be " + verb + ": " + cause.getMessage();
    boolean passes =
        cause instanceof org.apache.kafka.common.errors.RetriableException
            || cause instanceof InterruptedException
            || cause instanceof InterruptException;
    return passes ? new RetriableException(message, cause) : new ConnectException(message, cause);
  }

  private static Map<String, Object> client(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("default.api.timeout.ms", PATIENCE_MILLIS);
    all.putIfAbsent("request.timeout.ms", PATIENCE_MILLIS / 2);
    return all;
  }

  private static Map<String, Object> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
    return all;
  }

  /** Without a group: each reader reads all of it. */
  private static Map<String, Object> consumer(Map<String, Object> settings) {
    Map<String, Object> all = client(settings);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return all;
  }
}
