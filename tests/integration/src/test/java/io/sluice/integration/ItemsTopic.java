package io.sluice.integration;

import io.sluice.change.ColumnSchema;
import io.sluice.change.ColumnType;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.envelope.EnvelopeRecord;
import io.sluice.envelope.EnvelopeWriter;
import io.sluice.envelope.TopicNaming;
import io.sluice.testkit.KafkaBroker;
import io.sluice.testkit.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.json.JsonConverter;

/** The topic of a table {@code public.items (id, note)}, in JSON, without a source behind it. */
final class ItemsTopic implements AutoCloseable {

  private static final TableSchema ITEMS =
      new TableSchema(
          new TableId("public", "items"),
          List.of(
              new ColumnSchema("id", ColumnType.of("integer"), false),
              new ColumnSchema("note", ColumnType.of("text"), true)),
          List.of(0));

  private final EnvelopeWriter writer;
  private final TopicPartition partition;
  private final Admin admin = Admin.create(client());
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
  private final JsonConverter keys = new JsonConverter();
  private final JsonConverter values = new JsonConverter();
  private long ordinal;

  /** Creates the topic. */
  ItemsTopic(String prefix) throws Exception {
    TopicNaming naming = new TopicNaming(prefix);
    this.writer = new EnvelopeWriter(naming, "shop");
    this.partition = new TopicPartition(naming.data(ITEMS.table()), 0);
    keys.configure(Map.of(), true);
    values.configure(Map.of(), false);
    create();
  }

  /** The configuration of a sink of this topic alone. */
  Map<String, String> sinkInto(TestDatabase target) {
    Map<String, String> config = new HashMap<>();
    config.put("connector.class", "io.sluice.sink.connect.PostgresSinkConnector");
    config.put("topics", partition.topic());
    config.put("database.hostname", target.endpoint().host());
    config.put("database.port", Integer.toString(target.endpoint().port()));
    config.put("database.dbname", target.endpoint().database());
    config.put("database.user", target.endpoint().user());
    config.put("database.password", target.endpoint().password().value());
    config.put("kafka.bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    config.put("key.converter", JsonConverter.class.getName());
    config.put("value.converter", JsonConverter.class.getName());
    config.put("consumer.override.fetch.max.wait.ms", "50");
    config.put("consumer.override.metadata.max.age.ms", "1000");
    return config;
  }

  void insert(int id) throws Exception {
    Stamp stamp = new Stamp(new Position(new Lsn(0x100), ++ordinal), new Lsn(0x90), 7, 1_000_000);
    RowImage row = RowImage.of(Value.text(Integer.toString(id)), Value.text("note " + id));
    writer.write(new RowChange.Insert(ITEMS, stamp, row), this::send);
    producer.flush();
  }

  private void send(EnvelopeRecord record) {
    byte[] key = keys.fromConnectData(record.topic(), record.keySchema(), record.key());
    byte[] value = values.fromConnectData(record.topic(), record.valueSchema(), record.value());
    producer.send(new ProducerRecord<>(record.topic(), 0, key, value));
  }

  /** What retention does: records before an offset go. */
  void deleteBefore(long offset) throws ExecutionException, InterruptedException {
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
  }

  void replace() throws ExecutionException, InterruptedException {
    admin.deleteTopics(List.of(partition.topic())).all().get();
    while (admin.listTopics().names().get().contains(partition.topic())) {
      Thread.onSpinWait();
    }
    create();
  }

  private void create() throws ExecutionException, InterruptedException {
    admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1))).all().get();
  }

  @Override
  public void close() throws ExecutionException, InterruptedException {
    producer.close();
    admin.deleteTopics(List.of(partition.topic())).all().get();
    admin.close();
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
  }
}
