package io.sluice.contract;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/** Walks through one of Debezium's records and ours for the same change, schemas included. */
final class Comparison {

  private static final String NOTHING = "nothing";

  private final String table;
  private final String op;
  private final List<Mismatch> mismatches = new ArrayList<>();

  private Comparison(String table, String op) {
    this.table = table;
    this.op = op;
  }

  /** Every place in which the two differ, in the order of Debezium's fields. */
  static List<Mismatch> mismatches(SourceRecord reference, SourceRecord ours) {
    Comparison comparison = new Comparison(table(reference), op(reference));
    comparison.compare("topic", reference.topic(), ours.topic());
    comparison.compare("partition", reference.kafkaPartition(), ours.kafkaPartition());
    comparison.compare("timestamp", reference.timestamp(), ours.timestamp());
    comparison.walk("key", reference.keySchema(), reference.key(), ours.keySchema(), ours.key());
    comparison.headers(reference.headers(), ours.headers());
    comparison.walk(
        "value", reference.valueSchema(), reference.value(), ours.valueSchema(), ours.value());
    return comparison.mismatches;
  }

  /** The record's operation; {@code -} for a tombstone. */
  static String op(SourceRecord record) {
    return record.value() == null ? "-" : ((Struct) record.value()).getString("op");
  }

  private static String table(SourceRecord record) {
    return record.topic().substring(record.topic().lastIndexOf('.') + 1);
  }

  private void headers(Headers reference, Headers ours) {
    Map<String, Header> theirs = byName(reference);
    Map<String, Header> mine = byName(ours);
    names("headers", theirs, mine);
    theirs.keySet().retainAll(mine.keySet());
    theirs.forEach(
        (name, header) ->
            walk(
                name,
                header.schema(),
                header.value(),
                mine.get(name).schema(),
                mine.get(name).value()));
  }

  private static Map<String, Header> byName(Headers headers) {
    Map<String, Header> byName = new TreeMap<>();
    StreamSupport.stream(headers.spliterator(), false).forEach(h -> byName.put(h.key(), h));
    return byName;
  }

  private void walk(
      String path, Schema referenceSchema, Object reference, Schema schema, Object ours) {
    if (referenceSchema == null || schema == null) {
      compare(path + ":schema", referenceSchema, schema);
    } else {
      schemas(path, referenceSchema, schema);
    }
    if (reference instanceof Struct theirs && ours instanceof Struct mine) {
      structs(path, theirs, mine);
    } else {
      compare(path, plain(reference), plain(ours));
    }
  }

  private void schemas(String path, Schema reference, Schema ours) {
    compare(path + ":type", type(reference), type(ours));
    compare(path + ":version", reference.version(), ours.version());
    compare(path + ":default", plain(reference.defaultValue()), plain(ours.defaultValue()));
    names(path + ":parameters", parameters(reference), parameters(ours));
    Map<String, String> both = new TreeMap<>(parameters(reference));
    both.keySet().retainAll(parameters(ours).keySet());
    both.forEach((name, value) -> compare(path + "@" + name, value, parameters(ours).get(name)));
  }

  private void structs(String path, Struct reference, Struct ours) {
    Map<String, Field> theirs = fields(reference);
    Map<String, Field> mine = fields(ours);
    names(path + ":fields", theirs, mine);
    String prefix = path.equals("value") ? "" : path + ".";
    for (Field field : reference.schema().fields()) {
      Field other = mine.get(field.name());
      if (other != null) {
        walk(
            prefix + field.name(),
            field.schema(),
            reference.getWithoutDefault(field.name()),
            other.schema(),
            ours.getWithoutDefault(field.name()));
      }
    }
  }

  /** Reports names that only one of the two has. */
  private void names(String path, Map<String, ?> reference, Map<String, ?> ours) {
    TreeSet<String> theirs = new TreeSet<>(reference.keySet());
    TreeSet<String> mine = new TreeSet<>(ours.keySet());
    theirs.removeAll(ours.keySet());
    mine.removeAll(reference.keySet());
    compare(path, listed(theirs), listed(mine));
  }

  private static String listed(TreeSet<String> names) {
    return names.isEmpty() ? NOTHING : String.join(",", names);
  }

  private void compare(String path, Object reference, Object ours) {
    if (!Objects.equals(reference, ours)) {
      mismatches.add(
          new Mismatch(table, op, path, String.valueOf(reference), String.valueOf(ours)));
    }
  }

  private static Map<String, Field> fields(Struct struct) {
    Map<String, Field> fields = new TreeMap<>();
    struct.schema().fields().forEach(field -> fields.put(field.name(), field));
    return fields;
  }

  private static Map<String, String> parameters(Schema schema) {
    return schema.parameters() == null ? Map.of() : schema.parameters();
  }

  private static String type(Schema schema) {
    String optional = schema.isOptional() ? "optional " : "";
    String name = schema.name() == null ? "" : " " + schema.name();
    String elements = schema.type() == Schema.Type.ARRAY ? " of " + type(schema.valueSchema()) : "";
    return optional + schema.type() + name + elements;
  }

  private static Object plain(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof List<?> elements) {
      return elements.stream().map(Comparison::plain).map(String::valueOf).toList();
    }
    return value instanceof ByteBuffer buffer ? plain(buffer.array()) : value;
  }
}
