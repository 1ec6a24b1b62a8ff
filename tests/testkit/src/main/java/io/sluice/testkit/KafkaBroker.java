package io.sluice.testkit;

import io.sluice.control.box.Broker;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A Kafka broker for tests. Tests share it and each uses topics of its own.
 *
 * @param bootstrapServers host and port
 */
public record KafkaBroker(String bootstrapServers) {

  private static final String IMAGE = "apache/kafka:4.3.1";

  /** This JVM's broker, started at first use. */
  public static KafkaBroker shared() {
    return Shared.BROKER;
  }

  /** A broker of the test's own, which it may stop and kill. */
  public static Broker own() {
    return Broker.start(Servers.newFolder("broker"), Servers.distribution());
  }

  private static KafkaBroker start() {
    return Servers.given("kafka")
        .map(KafkaBroker::new)
        .orElseGet(() -> Servers.inContainers() ? container() : embedded());
  }

  private static KafkaBroker embedded() {
    return new KafkaBroker(own().bootstrapServers());
  }

  @SuppressWarnings("resource") // The engine's reaper ends it with this JVM.
  private static KafkaBroker container() {
    KafkaContainer broker = new KafkaContainer(IMAGE);
    broker.withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
    broker.withEnv("KAFKA_MESSAGE_MAX_BYTES", "33554432");
    broker.start();
    return new KafkaBroker(broker.getBootstrapServers());
  }

  private static final class Shared {
    static final KafkaBroker BROKER = start();
  }
}
