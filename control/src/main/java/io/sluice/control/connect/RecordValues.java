package io.sluice.control.connect;

import io.sluice.avro.AvroConverter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Reads records of one connector's topics, whichever converter wrote them: JSON with schemas, or
 * Avro with or without a registry. Used by one thread.
 */
public final class RecordValues implements AutoCloseable {

  /** No record of Avro begins so: one form begins with 0, the other with C3. */
  private static final byte JSON_OBJECT = '{';

  private final JsonConverter json = new JsonConverter();
  private final AvroConverter avro = new AvroConverter();

  /**
   * @param bootstrapServers of the cluster that holds the topics
   * @param topicPrefix the source connector's
   * @param registryUrl empty if the schemas are in a topic
   */
  public RecordValues(String bootstrapServers, String topicPrefix, Optional<String> registryUrl) {
    json.configure(Map.of("schemas.enable", true), false);
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("topic.prefix", topicPrefix);
    registryUrl.ifPresent(url -> settings.put("schema.registry.url", url));
    avro.configure(settings, false);
  }

  /**
   * @param bytes null for a tombstone
   */
  public SchemaAndValue read(String topic, byte[] bytes) {
    boolean isJson = bytes != null && bytes.length > 0 && bytes[0] == JSON_OBJECT;
    return isJson ? json.toConnectData(topic, bytes) : avro.toConnectData(topic, bytes);
  }

  @Override
  public void close() {
    json.close();
    avro.close();
  }
}
