package io.sluice.avro.codec;

import io.sluice.avro.schema.LogicalValues;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.errors.DataException;

/** Compiles writers: all decisions that a schema can make are made here, once. */
final class ValueWriters {

  private ValueWriters() {}

  static ValueWriter required(org.apache.kafka.connect.data.Schema connect, Schema avro) {
    return switch (connect.type()) {
      case STRUCT -> record(connect, avro);
      case ARRAY -> present(array(of(connect.valueSchema(), avro.getElementType())));
      case MAP -> present(map(connect, avro));
      default -> present(simple(connect));
    };
  }

  private static ValueWriter of(org.apache.kafka.connect.data.Schema connect, Schema avro) {
    if (!connect.isOptional()) {
      return required(connect, avro);
    }
    int nothing = avro.getIndexNamed("null");
    int something = 1 - nothing;
    ValueWriter writer = required(connect, avro.getTypes().get(something));
    return (out, value) -> {
      if (value == null) {
        out.writeBranch(nothing);
      } else {
        out.writeBranch(something);
        writer.write(out, value);
      }
    };
  }

  private static ValueWriter record(org.apache.kafka.connect.data.Schema struct, Schema record) {
    Field[] fields = struct.fields().toArray(Field[]::new);
    ValueWriter[] writers = new ValueWriter[fields.length];
    for (int i = 0; i < fields.length; i++) {
      writers[i] = of(fields[i].schema(), record.getFields().get(i).schema());
    }
    return new StructWriter(record.getFullName(), fields, writers);
  }

  private static ValueWriter array(ValueWriter element) {
    return (out, value) -> {
      Collection<?> items = (Collection<?>) value;
      if (!items.isEmpty()) {
        out.writeLong(items.size());
        items.forEach(item -> element.write(out, item));
      }
      out.writeLong(0);
    };
  }

  private static ValueWriter map(org.apache.kafka.connect.data.Schema map, Schema avro) {
    if (avro.getType() == Schema.Type.MAP) {
      ValueWriter values = of(map.valueSchema(), avro.getValueType());
      return entries((out, key) -> out.writeString((String) key), values);
    }
    List<Schema.Field> entry = avro.getElementType().getFields();
    return entries(
        of(map.keySchema(), entry.get(0).schema()), of(map.valueSchema(), entry.get(1).schema()));
  }

  /** A map and an array of entries are the same bytes. */
  private static ValueWriter entries(ValueWriter keys, ValueWriter values) {
    return (out, value) -> {
      Map<?, ?> map = (Map<?, ?>) value;
      if (!map.isEmpty()) {
        out.writeLong(map.size());
        map.forEach(
            (key, item) -> {
              keys.write(out, key);
              values.write(out, item);
            });
      }
      out.writeLong(0);
    };
  }

  private static ValueWriter simple(org.apache.kafka.connect.data.Schema connect) {
    LogicalValues values = LogicalValues.of(connect);
    ValueWriter writer = plain(connect);
    return values == LogicalValues.SAME
        ? writer
        : (out, value) -> writer.write(out, values.toAvro(value));
  }

  private static ValueWriter present(ValueWriter writer) {
    return (out, value) -> {
      if (value == null) {
        throw new DataException("a value that its schema requires is missing");
      }
      writer.write(out, value);
    };
  }

  private static ValueWriter plain(org.apache.kafka.connect.data.Schema connect) {
    return switch (connect.type()) {
      case INT8, INT16, INT32 -> (out, value) -> out.writeLong((Integer) value);
      case INT64 -> (out, value) -> out.writeLong((Long) value);
      case FLOAT32 -> (out, value) -> out.writeFloat((Float) value);
      case FLOAT64 -> (out, value) -> out.writeDouble((Double) value);
      case BOOLEAN -> (out, value) -> out.writeBoolean((Boolean) value);
      case STRING -> (out, value) -> out.writeString((String) value);
      case BYTES -> (out, value) -> out.writeBytes((byte[]) value);
      default -> throw new DataException("no simple type: " + connect.type());
    };
  }
}
