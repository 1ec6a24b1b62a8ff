package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.avro.AvroConverter;
import io.sluice.testkit.KafkaBroker;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

/** The converter without a registry, on a real broker. */
class SchemaTopicIT {

  private static final String TOPIC = "shop.public.orders";

  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);

  private static org.apache.kafka.connect.data.Schema orders(String... columns) {
    SchemaBuilder schema = SchemaBuilder.struct().name("shop.public.orders.Value");
    for (String column : columns) {
      schema.field(
          column,
          SchemaBuilder.string()
              .parameter("__debezium.source.column.type", "TEXT")
              .optional()
              .build());
    }
    return schema.build();
  }

  private static Struct order(org.apache.kafka.connect.data.Schema schema) {
    Struct order = new Struct(schema);
    schema.fields().forEach(field -> order.put(field, "a " + field.name()));
    return order;
  }

  private AvroConverter converter(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    settings.put("topic.prefix", prefix);
    AvroConverter converter = new AvroConverter();
    converter.configure(settings, false);
    return converter;
  }

  @Test
  void readerReadsTheTopicFurtherWhenAWriterHasANewSchema() {
    try (AvroConverter writer = converter(Map.of());
        AvroConverter reader = converter(Map.of())) {
      for (String[] columns : List.of(new String[] {"id"}, new String[] {"id", "two words 😀"})) {
        Struct order = order(orders(columns));
        byte[] bytes = writer.fromConnectData(TOPIC, order.schema(), order);
        SchemaAndValue read = reader.toConnectData(TOPIC, bytes);
        assertThat(read.schema()).isEqualTo(order.schema());
        assertThat(read.value()).isEqualTo(order);
      }
    }
  }

  @Test
  void avrosOwnMessageDecoderReadsRecordsFromTheTopicAlone() throws Exception {
    Struct order = order(orders("id", "two words"));
    byte[] bytes;
    try (AvroConverter writer = converter(Map.of())) {
      bytes = writer.fromConnectData(TOPIC, order.schema(), order);
    }
    BinaryMessageDecoder<GenericRecord> decoder =
        new BinaryMessageDecoder<>(GenericData.get(), null);
    schemas().values().forEach(json -> decoder.addSchema(new Schema.Parser().parse(json)));
    GenericRecord read = decoder.decode(bytes);
    assertThat(read.get("two_x20_words")).hasToString("a two words");
    assertThat(read.getSchema().getName()).isEqualTo("Value");
  }

  @Test
  void twoWritersAgreeWithoutALeader() {
    Struct order = order(orders("id"));
    try (AvroConverter one = converter(Map.of());
        AvroConverter two = converter(Map.of())) {
      assertThat(two.fromConnectData(TOPIC, order.schema(), order))
          .isEqualTo(one.fromConnectData(TOPIC, order.schema(), order));
    }
    assertThat(schemas()).hasSize(1);
  }

  @Test
  void schemasTopicIsCompacted() throws Exception {
    Struct order = order(orders("id"));
    try (AvroConverter writer = converter(Map.of());
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers()))) {
      writer.fromConnectData(TOPIC, order.schema(), order);
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, prefix + ".schemas");
      assertThat(admin.describeConfigs(List.of(topic)).all().get().get(topic))
          .satisfies(
              config -> assertThat(config.get("cleanup.policy").value()).isEqualTo("compact"));
    }
  }

  @Test
  void newestSchemaIsWhatOldRecordsAreReadAsWhereThatIsWanted() {
    try (AvroConverter writer = converter(Map.of());
        AvroConverter reader = converter(Map.of("use.latest.version", "true"))) {
      Struct old = order(orders("id", "gone"));
      byte[] bytes = writer.fromConnectData(TOPIC, old.schema(), old);
      Struct young = order(orders("id", "added"));
      writer.fromConnectData(TOPIC, young.schema(), young);

      Struct read = (Struct) reader.toConnectData(TOPIC, bytes).value();
      assertThat(read).isEqualTo(new Struct(young.schema()).put("id", "a id"));
    }
  }

  @Test
  void entryThatIsNoSchemaIsInNobodysWay() throws Exception {
    Struct order = order(orders("id"));
    try (AvroConverter writer = converter(Map.of());
        AvroConverter reader = converter(Map.of())) {
      byte[] bytes = writer.fromConnectData(TOPIC, order.schema(), order);
      write("0000000000000000", "no schema");
      write("0000000000000001", null);
      Struct later = order(orders("id", "later"));
      byte[] after = writer.fromConnectData(TOPIC, later.schema(), later);

      assertThat(reader.toConnectData(TOPIC, after).value()).isEqualTo(later);
      assertThat(reader.toConnectData(TOPIC, bytes).value()).isEqualTo(order);
    }
  }

  private void write(String key, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(prefix + ".schemas", key, value)).get();
    }
  }

  @Test
  void unknownFingerprintNamesTheTopicAndTheSetting() {
    try (AvroConverter reader = converter(Map.of())) {
      byte[] stranger = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0};
      assertThatThrownBy(() -> reader.toConnectData(TOPIC, stranger))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(TOPIC)
          .hasMessageContaining("0807060504030201")
          .hasMessageContaining(prefix + ".schemas");
    }
  }

  @Test
  void bytesOfAnotherConverterAreNamedAsSuch() {
    try (AvroConverter reader = converter(Map.of())) {
      assertThatThrownBy(() -> reader.toConnectData(TOPIC, "{\"a\":1}".getBytes()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("another converter");
    }
  }

  @Test
  void tombstonesStayNull() {
    try (AvroConverter converter = converter(Map.of())) {
      assertThat(converter.fromConnectData(TOPIC, orders("id"), null)).isNull();
      assertThat(converter.toConnectData(TOPIC, null)).isEqualTo(SchemaAndValue.NULL);
    }
  }

  @Test
  void clusterThatIsAwayIsRetriable() {
    AvroConverter converter = new AvroConverter();
    converter.configure(
        Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "schemas.topic", "s",
            "kafka.default.api.timeout.ms", "1000",
            "kafka.request.timeout.ms", "1000"),
        false);
    Struct order = order(orders("id"));
    try (converter) {
      assertThatThrownBy(() -> converter.fromConnectData(TOPIC, order.schema(), order))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("schemas topic s");
    }
  }

  @Test
  void missingSettingIsNamedBeforeAnythingRuns() {
    AvroConverter converter = new AvroConverter();
    assertThatThrownBy(() -> converter.configure(Map.of("topic.prefix", "shop"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bootstrap.servers")
        .hasMessageContaining("schema.registry.url");
    assertThatThrownBy(
            () -> converter.configure(Map.of("bootstrap.servers", "127.0.0.1:9092"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schemas.topic")
        .hasMessageContaining("topic.prefix");
  }

  private Map<String, String> schemas() {
    TopicPartition topic = new TopicPartition(prefix + ".schemas", 0);
    Map<String, String> schemas = new LinkedHashMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(topic));
      consumer.seekToBeginning(List.of(topic));
      long end = consumer.endOffsets(List.of(topic)).get(topic);
      while (consumer.position(topic) < end) {
        consumer
            .poll(java.time.Duration.ofMillis(100))
            .forEach(record -> schemas.put(record.key(), record.value()));
      }
    }
    return schemas;
  }
}
