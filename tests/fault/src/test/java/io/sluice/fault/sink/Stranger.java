package io.sluice.fault.sink;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer in the sink's group that reads what it gets and does nothing with it. It asks for the
 * one of the group's ways to share that gives each member some of many topics.
 */
final class Stranger implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;

  Stranger(Stage stage) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stage.broker().bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                stage.sinkGroup(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                100),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(Pattern.compile(stage.topics()));
  }

  boolean hasPartitions() {
    consumer.poll(POLL);
    return !consumer.assignment().isEmpty();
  }

  void stay(Duration time) {
    for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
      consumer.poll(POLL);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
