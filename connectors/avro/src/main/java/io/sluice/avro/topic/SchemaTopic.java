package io.sluice.avro.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of one topic, by fingerprint. Content-addressed: writers agree without a leader,
 * because what two of them write under one key is the same. A schema is durable before any record
 * names it, so a reader that meets an unknown fingerprint finds it by reading the topic to its
 * present end. Any thread may call.
 */
final class SchemaTopic implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaTopic.class);

  private final SchemaTopicOptions options;
  private final Map<Long, AddressedSchema> known = new HashMap<>();
  private final Map<String, AddressedSchema> newest = new HashMap<>();
  private SchemaLog log;

  SchemaTopic(SchemaTopicOptions options) {
    this.options = options;
  }

  /** Returns once the schema is in the topic for good. */
  synchronized void publish(AddressedSchema schema) {
    if (!isKnown(schema)) {
      readOn();
    }
    if (!isKnown(schema)) {
      log().append(key(schema.fingerprint()), schema.schema().toString());
      LOG.info(
          "published schema={} fingerprint={} topic={}",
          schema.schema().getFullName(),
          key(schema.fingerprint()),
          topic());
      remember(schema);
    }
  }

  /**
   * @throws DataException the topic does not hold it
   */
  synchronized AddressedSchema schema(long fingerprint) {
    if (!known.containsKey(fingerprint)) {
      readOn();
    }
    AddressedSchema schema = known.get(fingerprint);
    if (schema == null) {
      throw new DataException(
          "the topic "
              + topic()
              + " has no schema with the fingerprint "
              + key(fingerprint)
              + ". Is it the schemas topic (schemas.topic) of the connector that wrote the record,"
              + " and was nothing deleted from it?");
    }
    return schema;
  }

  /** The schema that was published last among those whose root has this name. */
  synchronized Optional<AddressedSchema> latest(String fullName) {
    readOn();
    return Optional.ofNullable(newest.get(fullName));
  }

  @Override
  public synchronized void close() {
    if (log != null) {
      log.close();
      log = null;
    }
  }

  private void readOn() {
    log().read(this::read);
  }

  /**
   * What is no schema is passed over: only a record that names it is in trouble, and says so. An
   * exception here would lose the entries after it, which have been fetched already.
   */
  private void read(String key, String json) {
    try {
      if (json != null) {
        remember(AddressedSchema.read(json));
        return;
      }
    } catch (AvroRuntimeException unreadable) {
      LOG.warn("no schema of Avro reason={}", unreadable.getClass().getSimpleName());
    }
    LOG.warn("passed over fingerprint={} topic={}", key, topic());
  }

  private String topic() {
    return options.topic();
  }

  private SchemaLog log() {
    if (log == null) {
      log = SchemaLog.open(options);
    }
    return log;
  }

  private void remember(AddressedSchema schema) {
    if (known.putIfAbsent(schema.fingerprint(), schema) == null) {
      newest.put(schema.plain().getFullName(), schema);
    }
  }

  /** Two schemas under one fingerprint would make records ambiguous; one in 2^64 pairs does. */
  private boolean isKnown(AddressedSchema schema) {
    AddressedSchema same = known.get(schema.fingerprint());
    if (same != null && !same.schema().toString().equals(schema.schema().toString())) {
      throw new DataException(
          "two schemas named "
              + schema.schema().getFullName()
              + " have the fingerprint "
              + key(schema.fingerprint())
              + "; use another schemas.topic for one of the pipelines");
    }
    return same != null;
  }

  private static String key(long fingerprint) {
    return "%016x".formatted(fingerprint);
  }
}
