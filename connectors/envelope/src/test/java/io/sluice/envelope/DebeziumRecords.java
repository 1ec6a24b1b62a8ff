package io.sluice.envelope;

import io.sluice.change.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;

/** Records in the shape of Debezium's PostgreSQL connector, for one table. */
final class DebeziumRecords {

  static final TableId TABLE = new TableId("shop", "items");

  private static final Schema SOURCE =
      SchemaBuilder.struct()
          .name("io.debezium.connector.postgresql.Source")
          .field("version", Schema.STRING_SCHEMA)
          .field("connector", Schema.STRING_SCHEMA)
          .field("name", Schema.STRING_SCHEMA)
          .field("ts_ms", Schema.INT64_SCHEMA)
          .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
          .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
          .field("schema", Schema.STRING_SCHEMA)
          .field("table", Schema.STRING_SCHEMA)
          .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
          .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
          .build();

  private final Schema row;
  private final Schema key;
  private final Schema envelope;
  private String connector = "postgresql";

  /**
   * @param keys how many of the fields are the key
   * @param fields the fields' schemas under their names, in order
   */
  DebeziumRecords(int keys, List<Map.Entry<String, Schema>> fields) {
    SchemaBuilder rows = SchemaBuilder.struct().name("p.shop.items.Value").optional();
    fields.forEach(field -> rows.field(field.getKey(), field.getValue()));
    this.row = rows.build();
    SchemaBuilder keyFields = SchemaBuilder.struct().name("p.shop.items.Key");
    fields.subList(0, keys).forEach(field -> keyFields.field(field.getKey(), field.getValue()));
    this.key = keys == 0 ? null : keyFields.build();
    this.envelope =
        SchemaBuilder.struct()
            .name("p.shop.items.Envelope")
            .field("before", row)
            .field("after", row)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .build();
  }

  static Map.Entry<String, Schema> field(String name, Schema schema) {
    return Map.entry(name, schema);
  }

  DebeziumRecords from(String other) {
    connector = other;
    return this;
  }

  /** A record under the key of the row, or that of the row before. */
  EnvelopeRecord record(String op, List<?> before, List<?> after) {
    Struct source =
        new Struct(SOURCE)
            .put("version", "3.6.1.Final")
            .put("connector", connector)
            .put("name", "p")
            .put("ts_ms", 1_700_000_000_123L)
            .put("ts_us", 1_700_000_000_123_456L)
            .put("sequence", "[\"90\",\"100\"]")
            .put("schema", TABLE.schema())
            .put("table", TABLE.table())
            .put("txId", 4_294_967_297L)
            .put("lsn", 100L);
    Struct value = new Struct(envelope).put("op", op).put("source", source);
    Struct rowBefore = before == null ? null : struct(row, before);
    Struct rowAfter = after == null ? null : struct(row, after);
    value.put("before", rowBefore).put("after", rowAfter);
    Struct of = rowAfter == null ? rowBefore : rowAfter;
    Struct keyOf = key == null || of == null ? null : key(of);
    return new EnvelopeRecord(
        "p.shop.items", keyOf == null ? null : key, keyOf, envelope, value, new ConnectHeaders());
  }

  private Struct key(Struct of) {
    Struct struct = new Struct(key);
    for (Field field : key.fields()) {
      struct.put(field.name(), of.get(field.name()));
    }
    return struct;
  }

  private static Struct struct(Schema schema, List<?> values) {
    Struct struct = new Struct(schema);
    for (int i = 0; i < values.size(); i++) {
      struct.put(schema.fields().get(i), values.get(i));
    }
    return struct;
  }

  /** The delete and the create of a changed key, joined by their headers. */
  List<EnvelopeRecord> keyChange(List<?> before, List<?> after) {
    EnvelopeRecord delete = record("d", before, null);
    EnvelopeRecord create = record("c", null, after);
    delete.headers().add(EnvelopeFields.NEW_KEY_HEADER, create.key(), key);
    create.headers().add(EnvelopeFields.OLD_KEY_HEADER, delete.key(), key);
    return List.of(delete, create);
  }

  /** As it arrives through JSON and Connect's default header converter. */
  static EnvelopeRecord throughJson(EnvelopeRecord sent, boolean schemas) {
    return through(sent, converter(schemas, true), converter(schemas, false));
  }

  private static EnvelopeRecord through(
      EnvelopeRecord sent, JsonConverter keys, JsonConverter values) {
    SchemaAndValue sentKey =
        keys.toConnectData("t", keys.fromConnectData("t", sent.keySchema(), sent.key()));
    SchemaAndValue sentValue =
        values.toConnectData("t", values.fromConnectData("t", sent.valueSchema(), sent.value()));
    return new EnvelopeRecord(
        sent.topic(),
        sentKey.schema(),
        sentKey.value(),
        sentValue.schema(),
        sentValue.value(),
        throughText(sent.headers()));
  }

  private static Headers throughText(Headers sent) {
    SimpleHeaderConverter converter = new SimpleHeaderConverter();
    Headers arrived = new ConnectHeaders();
    sent.forEach(
        header ->
            arrived.add(
                header.key(),
                converter.toConnectHeader(
                    "t",
                    header.key(),
                    converter.fromConnectHeader(
                        "t", header.key(), header.schema(), header.value()))));
    return arrived;
  }

  private static JsonConverter converter(boolean schemas, boolean isKey) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("schemas.enable", schemas);
    settings.put("replace.null.with.default", false);
    JsonConverter converter = new JsonConverter();
    converter.configure(settings, isKey);
    return converter;
  }
}
