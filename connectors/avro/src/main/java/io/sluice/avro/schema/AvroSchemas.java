package io.sluice.avro.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema.Type;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Makes Avro's schema of a Connect schema; {@link ConnectSchemas} makes the same Connect schema of
 * it again. Structs become records, optional becomes a union with null, and what Avro has no word
 * for goes into properties. One object makes one schema: within it, Avro defines each name once.
 */
public final class AvroSchemas {

  /** Wide enough for any number PostgreSQL prints; Connect's decimals have a scale only. */
  private static final int DECIMAL_PRECISION = 1000;

  private static final String UNNAMED_RECORD = "ConnectStruct";
  private static final String ENTRY_RECORD = "ConnectMapEntry";

  /** The records of this schema by their Avro name, with the structs they stand for. */
  private final Map<String, Definition> definitions = new HashMap<>();

  private record Definition(org.apache.kafka.connect.data.Schema struct, Schema record) {}

  private AvroSchemas() {}

  /** The schema of a record's key or value. */
  public static Schema of(org.apache.kafka.connect.data.Schema connect) {
    Schema root = new AvroSchemas().required(connect);
    if (connect.isOptional()) {
      root.addProp(SchemaProperties.OPTIONAL, true);
    }
    return root;
  }

  private Schema schema(org.apache.kafka.connect.data.Schema connect) {
    Schema required = required(connect);
    if (!connect.isOptional()) {
      return required;
    }
    Schema nothing = Schema.create(Schema.Type.NULL);
    // A default must be of the union's first branch.
    return connect.defaultValue() == null
        ? Schema.createUnion(nothing, required)
        : Schema.createUnion(required, nothing);
  }

  private Schema required(org.apache.kafka.connect.data.Schema connect) {
    return switch (connect.type()) {
      case STRUCT -> record(connect);
      case ARRAY -> described(Schema.createArray(schema(connect.valueSchema())), connect);
      case MAP -> described(map(connect), connect);
      default -> described(primitive(connect), connect);
    };
  }

  private Schema record(org.apache.kafka.connect.data.Schema struct) {
    String wanted = struct.name() == null ? UNNAMED_RECORD : AvroNames.full(struct.name());
    String name = wanted;
    for (int copy = 2; definitions.containsKey(name); copy++) {
      Definition known = definitions.get(name);
      if (isSameRecord(known.struct, struct)) {
        return known.record;
      }
      name = wanted + "_" + copy;
    }
    Schema record = Schema.createRecord(name, null, null, false);
    definitions.put(name, new Definition(struct, record));
    List<Schema.Field> fields = new ArrayList<>();
    for (Field field : struct.fields()) {
      fields.add(field(field));
    }
    record.setFields(fields);
    if (struct.name() == null) {
      record.addProp(SchemaProperties.UNNAMED, true);
    }
    return described(record, struct);
  }

  private Schema.Field field(Field field) {
    String name = AvroNames.simple(field.name());
    Schema schema = schema(field.schema());
    Schema.Field avro = new Schema.Field(name, schema, null, defaultOf(field.schema()));
    if (!name.equals(field.name())) {
      avro.addProp(SchemaProperties.FIELD_NAME, field.name());
    }
    return avro;
  }

  private static Object defaultOf(org.apache.kafka.connect.data.Schema schema) {
    if (schema.defaultValue() != null) {
      return DefaultValues.toAvro(schema, schema.defaultValue());
    }
    return schema.isOptional() ? Schema.Field.NULL_DEFAULT_VALUE : null;
  }

  private Schema map(org.apache.kafka.connect.data.Schema map) {
    org.apache.kafka.connect.data.Schema keys = map.keySchema();
    if (keys.type() == Type.STRING && keys.name() == null && !keys.isOptional()) {
      return Schema.createMap(schema(map.valueSchema()));
    }
    String name = ENTRY_RECORD;
    for (int copy = 2; definitions.containsKey(name); copy++) {
      name = ENTRY_RECORD + "_" + copy;
    }
    Schema entry = Schema.createRecord(name, null, null, false);
    definitions.put(name, new Definition(map, entry));
    entry.setFields(
        List.of(
            new Schema.Field("key", schema(keys), null, null),
            new Schema.Field("value", schema(map.valueSchema()), null, null)));
    entry.addProp(SchemaProperties.INTERNAL_TYPE, SchemaProperties.MAP_ENTRY);
    return Schema.createArray(entry);
  }

  private static Schema primitive(org.apache.kafka.connect.data.Schema connect) {
    Schema avro = Schema.create(primitiveType(connect.type()));
    if (connect.type() == Type.INT8 || connect.type() == Type.INT16) {
      avro.addProp(SchemaProperties.TYPE, connect.type().getName());
    }
    if (connect.name() != null) {
      logicalType(connect).ifPresent(type -> type.addToSchema(avro));
    }
    return avro;
  }

  private static Schema.Type primitiveType(Type type) {
    return switch (type) {
      case INT8, INT16, INT32 -> Schema.Type.INT;
      case INT64 -> Schema.Type.LONG;
      case FLOAT32 -> Schema.Type.FLOAT;
      case FLOAT64 -> Schema.Type.DOUBLE;
      case BOOLEAN -> Schema.Type.BOOLEAN;
      case STRING -> Schema.Type.STRING;
      case BYTES -> Schema.Type.BYTES;
      default -> throw new DataException("Avro has no simple type for Connect's " + type);
    };
  }

  private static Optional<org.apache.avro.LogicalType> logicalType(
      org.apache.kafka.connect.data.Schema connect) {
    return switch (connect.name()) {
      case Decimal.LOGICAL_NAME -> decimal(connect);
      case Date.LOGICAL_NAME -> Optional.of(LogicalTypes.date());
      case Time.LOGICAL_NAME -> Optional.of(LogicalTypes.timeMillis());
      case Timestamp.LOGICAL_NAME -> Optional.of(LogicalTypes.timestampMillis());
      default -> Optional.empty();
    };
  }

  /** Avro knows no negative scale; Connect's parameter says it all the same. */
  private static Optional<org.apache.avro.LogicalType> decimal(
      org.apache.kafka.connect.data.Schema connect) {
    int scale = Integer.parseInt(connect.parameters().get(Decimal.SCALE_FIELD));
    return scale < 0 || scale > DECIMAL_PRECISION
        ? Optional.empty()
        : Optional.of(LogicalTypes.decimal(DECIMAL_PRECISION, scale));
  }

  private static Schema described(Schema avro, org.apache.kafka.connect.data.Schema connect) {
    put(avro, SchemaProperties.NAME, connect.name());
    put(avro, SchemaProperties.VERSION, connect.version());
    put(avro, SchemaProperties.DOC, connect.doc());
    if (connect.parameters() != null && !connect.parameters().isEmpty()) {
      // In one order, so that equal schemas are equal texts.
      put(avro, SchemaProperties.PARAMETERS, new TreeMap<>(connect.parameters()));
    }
    return avro;
  }

  private static void put(Schema avro, String property, Object value) {
    if (value != null) {
      avro.addProp(property, value);
    }
  }

  /** Whether a second use of a name means the same record; optional and default are of its use. */
  private static boolean isSameRecord(
      org.apache.kafka.connect.data.Schema one, org.apache.kafka.connect.data.Schema other) {
    return one == other
        || (one.type() == other.type()
            && Objects.equals(one.name(), other.name())
            && Objects.equals(one.version(), other.version())
            && Objects.equals(one.doc(), other.doc())
            && Objects.equals(one.parameters(), other.parameters())
            && one.fields().equals(other.fields()));
  }
}
