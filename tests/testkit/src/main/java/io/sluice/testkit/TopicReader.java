package io.sluice.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.control.connect.RecordValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Reads a topic from its beginning as any other consumer would: only what was committed. Used by
 * one thread.
 */
public final class TopicReader implements AutoCloseable {

  /** Rows may be large. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordValues values;
  private final JsonConverter json = new JsonConverter();

  /**
   * @throws AssertionError if there is no such topic
   */
  public TopicReader(KafkaBroker broker, String topic) {
    this.values =
        new RecordValues(
            broker.bootstrapServers(), topic.substring(0, topic.indexOf('.')), Optional.empty());
    json.configure(Map.of("schemas.enable", true), false);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      consumer.close();
      throw new AssertionError("no topic " + topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All that is committed in a topic now, in the order of each partition. */
  public static List<TopicRecord> readAll(KafkaBroker broker, String topic) {
    try (TopicReader reader = new TopicReader(broker, topic)) {
      return reader.toEnd();
    }
  }

  /** What comes next within a short time; may be empty. */
  public List<TopicRecord> next() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
    return StreamSupport.stream(records.spliterator(), false).map(this::record).toList();
  }

  /** What comes before the end of the topic as it is now. */
  public List<TopicRecord> toEnd() {
    List<TopicRecord> records = new ArrayList<>();
    toEnd(records::add);
    return records;
  }

  /**
   * The same, record by record: with their schemas, many do not fit into a test's memory.
   *
   * @return how many came
   */
  public long toEnd(Consumer<TopicRecord> follower) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long count = 0;
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        follower.accept(record(record));
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
    json.close();
  }

  private TopicRecord record(ConsumerRecord<byte[], byte[]> record) {
    JsonNode value = read(record.topic(), record.value());
    Map<String, JsonNode> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), tree(header.value()).path("payload"));
    }
    return new TopicRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        read(record.topic(), record.key()).path("payload"),
        value.path("payload"),
        value.path("schema"),
        headers);
  }

  /** As Connect's JSON converter would have written it, whichever converter did. */
  private JsonNode read(String topic, byte[] bytes) {
    SchemaAndValue read = values.read(topic, bytes);
    return tree(json.fromConnectData(topic, read.schema(), read.value()));
  }

  private static JsonNode tree(byte[] json) {
    try {
      return json == null ? MissingNode.getInstance() : JSON.readTree(json);
    } catch (IOException notJson) {
      throw new UncheckedIOException("a record is not JSON", notJson);
    }
  }
}
