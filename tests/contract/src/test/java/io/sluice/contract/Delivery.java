package io.sluice.contract;

import io.sluice.avro.AvroConverter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;

/**
 * Carries a source's records to a sink as Kafka does: through converters to bytes and back.
 *
 * @param name what tests call it
 * @param keys converts keys
 * @param values converts values
 * @param headers converts headers
 */
record Delivery(String name, Converter keys, Converter values, HeaderConverter headers) {

  /** JSON with schemas; the header converter that Connect has by default. */
  static Delivery json() {
    return new Delivery("json", json(true, true), json(true, false), new SimpleHeaderConverter());
  }

  /** JSON without schemas, headers too. */
  static Delivery plainJson() {
    return new Delivery("plain_json", json(false, true), json(false, false), headers(false));
  }

  /** Avro in the wire format of schema registries. */
  static Delivery avro(SmallRegistry registry) {
    return new Delivery("avro", avro(registry, true), avro(registry, false), headers(true));
  }

  private static JsonConverter json(boolean schemas, boolean isKey) {
    JsonConverter converter = new JsonConverter();
    converter.configure(settings(schemas), isKey);
    return converter;
  }

  private static HeaderConverter headers(boolean schemas) {
    JsonConverter converter = new JsonConverter();
    Map<String, Object> settings = settings(schemas);
    settings.put("converter.type", "header");
    converter.configure(settings);
    return converter;
  }

  /** By default, this converter has a column's default take the place of a NULL. */
  private static Map<String, Object> settings(boolean schemas) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schemas.enable", schemas);
    settings.put("replace.null.with.default", false);
    return settings;
  }

  private static Converter avro(SmallRegistry registry, boolean isKey) {
    AvroConverter converter = new AvroConverter();
    converter.configure(Map.of("schema.registry.url", registry.url()), isKey);
    return converter;
  }

  /** All records in the only partition of their topics. */
  List<SinkRecord> deliver(List<SourceRecord> records) {
    Map<String, Long> offsets = new HashMap<>();
    return records.stream()
        .map(record -> deliver(record, offsets.merge(record.topic(), 1L, Long::sum) - 1))
        .toList();
  }

  private SinkRecord deliver(SourceRecord record, long offset) {
    String topic = record.topic();
    SchemaAndValue key =
        keys.toConnectData(topic, keys.fromConnectData(topic, record.keySchema(), record.key()));
    SchemaAndValue value =
        values.toConnectData(
            topic, values.fromConnectData(topic, record.valueSchema(), record.value()));
    return new SinkRecord(
        topic,
        0,
        key.schema(),
        key.value(),
        value.schema(),
        value.value(),
        offset,
        record.timestamp(),
        TimestampType.CREATE_TIME,
        deliver(topic, record.headers()));
  }

  private Headers deliver(String topic, Headers sent) {
    Headers received = new ConnectHeaders();
    for (Header header : sent) {
      byte[] bytes =
          headers.fromConnectHeader(topic, header.key(), header.schema(), header.value());
      received.add(header.key(), headers.toConnectHeader(topic, header.key(), bytes));
    }
    return received;
  }
}
