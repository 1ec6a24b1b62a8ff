package io.sluice.contract;

import io.sluice.envelope.EnvelopeRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/** Where one of our records differs from Debezium's for the same change. */
final class Comparison {

  private static final List<String> KEY_HEADERS = List.of("__debezium.newkey", "__debezium.oldkey");
  private static final List<String> ROWS = List.of("before", "after");

  private final List<String> differences = new ArrayList<>();

  private Comparison() {}

  /** The places that differ: topic, key, op, headers, and the columns of before and after. */
  static List<String> differences(SourceRecord reference, EnvelopeRecord ours) {
    Comparison comparison = new Comparison();
    comparison.compare("topic", reference.topic(), ours.topic());
    comparison.struct("key.", (Struct) reference.key(), (Struct) ours.key());
    for (String header : KEY_HEADERS) {
      comparison.struct(
          header + ".", header(reference.headers(), header), header(ours.headers(), header));
    }
    comparison.values((Struct) reference.value(), (Struct) ours.value());
    return comparison.differences;
  }

  private static Struct header(Headers headers, String name) {
    Header header = headers.lastWithName(name);
    return header == null ? null : (Struct) header.value();
  }

  private void values(Struct reference, Struct ours) {
    if (bothAreThere("value", reference, ours)) {
      compare("op", reference.get("op"), ours.get("op"));
      ROWS.forEach(row -> struct(row + ".", reference.getStruct(row), ours.getStruct(row)));
    }
  }

  private void struct(String path, Struct reference, Struct ours) {
    if (!bothAreThere(path, reference, ours)) {
      return;
    }
    compare(path + "name", reference.schema().name(), ours.schema().name());
    compare(path + "fields", names(reference), names(ours));
    for (Field field : reference.schema().fields()) {
      Field counterpart = ours.schema().field(field.name());
      compare(path + field.name() + ":type", type(field.schema()), type(counterpart.schema()));
      compare(path + field.name(), plain(reference.get(field)), plain(ours.get(counterpart)));
    }
  }

  private boolean bothAreThere(String path, Struct reference, Struct ours) {
    compare(path, reference == null, ours == null);
    return reference != null && ours != null;
  }

  private void compare(String path, Object reference, Object ours) {
    if (!Objects.equals(reference, ours)) {
      differences.add(path);
    }
  }

  private static List<String> names(Struct struct) {
    return struct.schema().fields().stream().map(Field::name).toList();
  }

  private static String type(Schema schema) {
    String elements = schema.type() == Schema.Type.ARRAY ? " of " + type(schema.valueSchema()) : "";
    return schema.type() + " " + schema.name() + " " + schema.isOptional() + elements;
  }

  private static Object plain(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value instanceof ByteBuffer buffer ? plain(buffer.array()) : value;
  }
}
