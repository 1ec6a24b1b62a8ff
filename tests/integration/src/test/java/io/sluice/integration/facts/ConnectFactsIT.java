package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.testkit.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a broker does to the readers and writers that Connect makes. */
class ConnectFactsIT {

  private static final Duration POLL = Duration.ofSeconds(5);

  private final String topic = "facts." + UUID.randomUUID();
  private final TopicPartition partition = new TopicPartition(topic, 0);
  private Admin admin;

  @BeforeEach
  void create() {
    admin = Admin.create(settings(Map.of()));
  }

  @AfterEach
  void close() throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    admin.close();
  }

  @Test
  void readerBelowTheRetentionSkipsInSilenceUnlessItsResetIsNone() throws Exception {
    topic(1);
    send(Map.of(), 10);
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(5))).all().get();

    assertThat(offsets("earliest", 2)).first().isEqualTo(5L);
    assertThatThrownBy(() -> offsets("none", 2)).isInstanceOf(OffsetOutOfRangeException.class);
  }

  @Test
  void offsetsUnderTransactionsHaveGaps() throws Exception {
    topic(1);
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      for (int i = 0; i < 3; i++) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, "k", "v"));
        producer.commitTransaction();
      }
    }
    assertThat(offsets("none", 0)).containsExactly(0L, 2L, 4L);
  }

  @Test
  void morePartitionsSendKeysElsewhere() throws Exception {
    topic(2);
    List<Integer> before = send(Map.of(), 20);
    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5))).all().get();

    assertThat(send(Map.of(), 20)).isNotEqualTo(before).anyMatch(each -> each > 1);
  }

  @Test
  void writerThatWasReplacedIsFencedOnlyUnderTransactions() throws Exception {
    topic(1);
    Map<String, Object> transactional = Map.of("transactional.id", topic);
    try (KafkaProducer<String, String> zombie = producer(transactional);
        KafkaProducer<String, String> plainZombie = producer(Map.of());
        KafkaProducer<String, String> owner = producer(transactional)) {
      zombie.initTransactions();
      zombie.beginTransaction();
      owner.initTransactions();

      assertThatThrownBy(
              () -> {
                zombie.send(new ProducerRecord<>(topic, "k", "old"));
                zombie.commitTransaction();
              })
          .isInstanceOf(KafkaException.class);
      assertThat(plainZombie.send(new ProducerRecord<>(topic, "k", "old")).get().hasOffset())
          .isTrue();
    }
  }

  private void topic(int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
  }

  /** Sends a record of each key and tells the partition of each. */
  private List<Integer> send(Map<String, Object> more, int keys) throws Exception {
    List<Integer> partitions = new ArrayList<>();
    try (KafkaProducer<String, String> producer = producer(more)) {
      for (String key : IntStream.range(0, keys).mapToObj(Integer::toString).toList()) {
        RecordMetadata sent = producer.send(new ProducerRecord<>(topic, key, "v")).get();
        partitions.add(sent.partition());
      }
    }
    return partitions;
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    return new KafkaProducer<>(settings(more), new StringSerializer(), new StringSerializer());
  }

  /** The offsets that a reader gets that believes to have read up to a position. */
  private List<Long> offsets(String reset, long position) {
    Map<String, Object> more =
        Map.of("auto.offset.reset", reset, "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings(more), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, position);
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<Long> offsets = new ArrayList<>();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          offsets.add(record.offset());
        }
      }
      return offsets;
    }
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    return settings;
  }
}
