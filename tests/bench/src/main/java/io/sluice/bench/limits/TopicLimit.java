package io.sluice.bench.limits;

import io.sluice.bench.measure.Processes;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.part.Work;
import io.sluice.bench.stand.KafkaStand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Ready bytes into a topic and out of it: what Kafka and its clients cost. */
public final class TopicLimit implements Scenario {

  private static final Part PRODUCE = Part.limit("limits.produce", "ready bytes into a topic");
  private static final Part CONSUME = Part.limit("limits.consume", "bytes out of a topic");
  private static final String TOPIC = "limits";
  private static final int VALUES = 4_096;
  private static final int VALUE_BYTES = 400;
  private static final int KEY_BYTES = 16;

  @Override
  public List<Part> parts() {
    return List.of(PRODUCE, CONSUME);
  }

  @Override
  public void run(Run run) throws Exception {
    long rows = run.stand().size().rows();
    try (KafkaStand kafka = run.stand().kafka()) {
      kafka
          .admin()
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();
      Processes processes = Processes.bench().with(Processes.BROKER, kafka.box().broker().pid());
      measure(run, PRODUCE, processes, rows, count -> produce(kafka, rows, count));
      if (!run.isDone(CONSUME)) {
        measure(run, CONSUME, processes, rows, count -> consume(kafka, rows, count));
      }
    }
  }

  private static void measure(Run run, Part part, Processes processes, long rows, Counted work)
      throws Exception {
    AtomicLong count = new AtomicLong();
    try (Background thread = new Background()) {
      run.measure(
          part,
          new Work(
              processes,
              rows,
              count::get,
              () ->
                  thread.start(
                      () -> {
                        work.run(count);
                        return null;
                      }),
              thread::isDone));
    }
  }

  /** Counts what the broker has acknowledged. */
  private static void produce(KafkaStand kafka, long rows, AtomicLong count) {
    List<byte[]> values = values();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "batch.size", "1048576",
                "linger.ms", "5",
                "buffer.memory", "67108864",
                "compression.type", "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < rows; i++) {
        byte[] value = values.get((int) (i % VALUES));
        producer.send(
            new ProducerRecord<>(TOPIC, key(i), value),
            (sent, failed) -> acknowledged(failed, count));
      }
    }
  }

  private static void acknowledged(Exception failed, AtomicLong count) {
    if (failed == null) {
      count.incrementAndGet();
    }
  }

  private static void consume(KafkaStand kafka, long rows, AtomicLong count) {
    TopicPartition topic = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "max.poll.records", "20000",
                "max.partition.fetch.bytes", "8388608",
                "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(topic));
      consumer.seekToBeginning(List.of(topic));
      while (count.get() < rows) {
        count.addAndGet(consumer.poll(Duration.ofMillis(100)).count());
      }
    }
  }

  /** Digits, which compress about as rows do. */
  private static List<byte[]> values() {
    SplittableRandom random = new SplittableRandom(1);
    return random.ints(VALUES).mapToObj(seed -> hexadecimal(new SplittableRandom(seed))).toList();
  }

  private static byte[] hexadecimal(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < VALUE_BYTES) {
      text.append(Long.toHexString(random.nextLong()));
    }
    return text.substring(0, VALUE_BYTES).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] key(long i) {
    return ByteBuffer.allocate(KEY_BYTES).putLong(i).array();
  }

  private interface Counted {
    void run(AtomicLong count);
  }
}
