package io.sluice.avro.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Makes the Connect schema of an Avro schema: the one that {@link AvroSchemas} was given, or what
 * other Avro converters for Connect would make of a schema of theirs.
 */
public final class ConnectSchemas {

  /** Avro allows records that hold themselves; Connect does not. */
  private final Set<Schema> open = new HashSet<>();

  private ConnectSchemas() {}

  /**
   * @throws DataException a recursive record, or a union of more than null and one type
   */
  public static org.apache.kafka.connect.data.Schema of(Schema avro) {
    SchemaBuilder root = new ConnectSchemas().schema(avro);
    if (Boolean.TRUE.equals(avro.getObjectProp(SchemaProperties.OPTIONAL))) {
      root.optional();
    }
    return root.build();
  }

  private SchemaBuilder schema(Schema avro) {
    if (avro.getType() == Schema.Type.UNION) {
      return union(avro);
    }
    SchemaBuilder schema = named(avro);
    describe(schema, avro);
    return schema;
  }

  private SchemaBuilder union(Schema union) {
    List<Schema> values =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (values.size() != 1) {
      throw new DataException(
          "Connect has no type for Avro's union " + union + "; only null and one type can be read");
    }
    SchemaBuilder schema = schema(values.get(0));
    return union.isNullable() ? schema.optional() : schema;
  }

  private SchemaBuilder named(Schema avro) {
    return switch (avro.getType()) {
      case RECORD -> struct(avro);
      case ARRAY -> array(avro);
      case MAP ->
          SchemaBuilder.map(
              org.apache.kafka.connect.data.Schema.STRING_SCHEMA,
              schema(avro.getValueType()).build());
      case NULL -> throw new DataException("Connect has no type for Avro's null alone");
      default -> primitive(avro);
    };
  }

  private SchemaBuilder struct(Schema record) {
    if (!open.add(record)) {
      throw new DataException(
          "Connect has no type for the record " + record.getFullName() + ", which holds itself");
    }
    SchemaBuilder struct = SchemaBuilder.struct();
    for (Schema.Field field : record.getFields()) {
      struct.field(name(field), field(field));
    }
    open.remove(record);
    return struct;
  }

  private org.apache.kafka.connect.data.Schema field(Schema.Field field) {
    SchemaBuilder schema = schema(field.schema());
    if (field.hasDefaultValue()) {
      Object value = DefaultValues.toConnect(schema, field.defaultVal());
      if (value != null) {
        schema.defaultValue(value);
      }
    }
    return schema.build();
  }

  private SchemaBuilder array(Schema array) {
    Schema element = array.getElementType();
    if (SchemaProperties.MAP_ENTRY.equals(element.getProp(SchemaProperties.INTERNAL_TYPE))) {
      return SchemaBuilder.map(
          schema(element.getField("key").schema()).build(),
          schema(element.getField("value").schema()).build());
    }
    return SchemaBuilder.array(schema(element).build());
  }

  private static SchemaBuilder primitive(Schema avro) {
    return logical(avro).orElseGet(() -> plain(avro));
  }

  private static SchemaBuilder plain(Schema avro) {
    return switch (avro.getType()) {
      case INT -> integer(avro);
      case LONG -> SchemaBuilder.int64();
      case FLOAT -> SchemaBuilder.float32();
      case DOUBLE -> SchemaBuilder.float64();
      case BOOLEAN -> SchemaBuilder.bool();
      case STRING, ENUM -> SchemaBuilder.string();
      case BYTES, FIXED -> SchemaBuilder.bytes();
      default -> throw new DataException("Connect has no type for Avro's " + avro.getType());
    };
  }

  private static SchemaBuilder integer(Schema avro) {
    String type = avro.getProp(SchemaProperties.TYPE);
    if ("int8".equals(type)) {
      return SchemaBuilder.int8();
    }
    return "int16".equals(type) ? SchemaBuilder.int16() : SchemaBuilder.int32();
  }

  /** Schemas of others may say Connect's logical types in Avro's words alone. */
  private static Optional<SchemaBuilder> logical(Schema avro) {
    if (avro.getProp(SchemaProperties.NAME) != null) {
      return Optional.empty();
    }
    if (avro.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return Optional.of(Decimal.builder(decimal.getScale()));
    }
    if (avro.getLogicalType() instanceof LogicalTypes.Date) {
      return Optional.of(Date.builder());
    }
    if (avro.getLogicalType() instanceof LogicalTypes.TimeMillis) {
      return Optional.of(Time.builder());
    }
    return avro.getLogicalType() instanceof LogicalTypes.TimestampMillis
        ? Optional.of(Timestamp.builder())
        : Optional.empty();
  }

  private static void describe(SchemaBuilder schema, Schema avro) {
    name(avro).ifPresent(schema::name);
    if (avro.getObjectProp(SchemaProperties.VERSION) instanceof Number version) {
      schema.version(version.intValue());
    }
    if (avro.getObjectProp(SchemaProperties.DOC) instanceof String doc) {
      schema.doc(doc);
    }
    if (avro.getObjectProp(SchemaProperties.PARAMETERS) instanceof Map<?, ?> parameters) {
      new TreeMap<>(parameters)
          .forEach((key, value) -> schema.parameter(String.valueOf(key), String.valueOf(value)));
    }
  }

  private static Optional<String> name(Schema avro) {
    String name = avro.getProp(SchemaProperties.NAME);
    if (name != null) {
      return Optional.of(name);
    }
    boolean unnamed = avro.getObjectProp(SchemaProperties.UNNAMED) != null;
    return avro.getType() == Schema.Type.RECORD && !unnamed
        ? Optional.of(avro.getFullName())
        : Optional.empty();
  }

  /** A field's name in Connect. */
  public static String name(Schema.Field field) {
    String name = field.getProp(SchemaProperties.FIELD_NAME);
    return name == null ? field.name() : name;
  }
}
