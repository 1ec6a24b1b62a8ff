package io.sluice.avro;

import io.sluice.avro.codec.AvroEncoder;
import io.sluice.avro.schema.AvroSchemas;
import io.sluice.avro.wire.WireFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Schema;

/** One encoder for each topic and schema, made and published when it is first needed. */
final class Encoders {

  private final WireFormat wire;
  private final Map<Use, Published> encoders = new ConcurrentHashMap<>();

  /** Records of one table come in rows: the last answer is mostly the next one. */
  private volatile Optional<Published> last = Optional.empty();

  private record Use(String topic, Schema schema) {}

  /**
   * @param prefix of all records that this encoder writes
   */
  private record Published(Use use, byte[] prefix, AvroEncoder encoder) {

    @SuppressWarnings({"ReferenceEquality", "StringEquality"}) // a miss only costs a look-up
    boolean isFor(String topic, Schema schema) {
      return use.schema == schema && use.topic == topic;
    }
  }

  Encoders(WireFormat wire) {
    this.wire = wire;
  }

  byte[] encode(String topic, Schema schema, Object value) {
    Published published = published(topic, schema);
    return published.encoder.encode(published.prefix, value);
  }

  private Published published(String topic, Schema schema) {
    Optional<Published> recent = last;
    if (recent.isPresent() && recent.get().isFor(topic, schema)) {
      return recent.get();
    }
    Published published = published(new Use(topic, schema));
    last = Optional.of(published);
    return published;
  }

  private Published published(Use use) {
    Published known = encoders.get(use);
    if (known != null) {
      return known;
    }
    // Not computeIfAbsent: publishing talks to a server.
    org.apache.avro.Schema avro = AvroSchemas.of(use.schema);
    byte[] prefix = wire.publish(use.topic, avro);
    Published made = new Published(use, prefix, AvroEncoder.of(use.schema, avro));
    encoders.put(use, made);
    return made;
  }
}
