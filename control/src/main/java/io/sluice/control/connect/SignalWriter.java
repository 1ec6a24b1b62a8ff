package io.sluice.control.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.change.TableId;
import io.sluice.control.report.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Speaks to a source connector by its signal topic. Used by one thread. */
public final class SignalWriter implements AutoCloseable {

  private static final String TOPIC = "signal.kafka.topic";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String topic;
  private final String topicPrefix;
  private final Producer<String, String> producer;

  private SignalWriter(String topic, String topicPrefix, Producer<String, String> producer) {
    this.topic = topic;
    this.topicPrefix = topicPrefix;
    this.producer = producer;
  }

  /**
   * Opens the topic that the connector listens to.
   *
   * @param source the connector's name
   * @param topicPrefix its {@code topic.prefix}
   * @throws Problem if it listens to none
   */
  public static SignalWriter open(
      ConnectRest rest, String source, String topicPrefix, String bootstrapServers) {
    String topic =
        rest.config(source)
            .map(config -> config.getOrDefault(TOPIC, ""))
            .filter(name -> !name.isBlank())
            .orElseThrow(
                () ->
                    new Problem(
                        "connector "
                            + source
                            + " listens to no signals: run sluice start again, which sets "
                            + TOPIC));
    return new SignalWriter(
        topic,
        topicPrefix,
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.block.ms", 20_000),
            new StringSerializer(),
            new StringSerializer()));
  }

  /**
   * Asks for rows of a table to be read again.
   *
   * @param after the key before the first; empty to begin with the first of all
   * @param upTo the last key; empty to end with the last of all
   * @return the signal's offset
   */
  public long reread(TableId table, List<String> after, List<String> upTo) {
    ObjectNode signal = JSON.createObjectNode().put("type", "execute-snapshot");
    ObjectNode data = signal.putObject("data");
    data.putArray("data-collections").add(TablePattern.of(table));
    after.forEach(data.withArray("after")::add);
    upTo.forEach(data.withArray("up-to")::add);
    return send(signal.toString());
  }

  private long send(String signal) {
    try {
      return producer.send(new ProducerRecord<>(topic, 0, topicPrefix, signal)).get().offset();
    } catch (ExecutionException failed) {
      throw new Problem("topic " + topic + " takes no signal: " + failed.getCause(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while writing to " + topic, stopped);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
