package io.sluice.avro;

import io.sluice.avro.codec.AvroEncoder;
import io.sluice.avro.schema.AvroSchemas;
import io.sluice.avro.wire.WireFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Schema;

/** One encoder for each topic and schema, made and published when it is first needed. */
final class Encoders {

  private final WireFormat wire;
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();

  /** What was last used for a topic comes first: most topics have one schema at a time. */
  private static final class Topic {
    private final Map<Schema, Published> encoders = new ConcurrentHashMap<>();
    private volatile Published last;
  }

  /**
   * @param prefix of all records that this encoder writes
   */
  private record Published(Schema schema, byte[] prefix, AvroEncoder encoder) {}

  Encoders(WireFormat wire) {
    this.wire = wire;
  }

  byte[] encode(String topic, Schema schema, Object value) {
    Published published = published(topic, schema);
    return published.encoder.encode(published.prefix, value);
  }

  private Published published(String name, Schema schema) {
    Topic topic = topics.get(name);
    if (topic == null) {
      topic = topics.computeIfAbsent(name, unused -> new Topic());
    }
    Published last = topic.last;
    if (last == null || last.schema != schema) {
      // Not computeIfAbsent: publishing talks to a server.
      last = topic.encoders.get(schema);
      if (last == null) {
        last = publish(name, schema);
        topic.encoders.put(schema, last);
      }
      topic.last = last;
    }
    return last;
  }

  private Published publish(String topic, Schema schema) {
    org.apache.avro.Schema avro = AvroSchemas.of(schema);
    return new Published(schema, wire.publish(topic, avro), AvroEncoder.of(schema, avro));
  }
}
