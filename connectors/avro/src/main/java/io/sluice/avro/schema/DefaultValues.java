package io.sluice.avro.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Defaults of fields: Connect's values as the objects that Avro's schemas take for JSON, and back.
 */
public final class DefaultValues {

  private DefaultValues() {}

  /**
   * @throws DataException a map whose keys are no strings, for which there is no JSON
   */
  static Object toAvro(Schema schema, Object value) {
    if (value == null) {
      return JsonProperties.NULL_VALUE;
    }
    return switch (schema.type()) {
      case STRUCT -> record(schema, (Struct) value);
      case ARRAY -> array(schema.valueSchema(), (List<?>) value);
      case MAP -> map(schema.valueSchema(), (Map<?, ?>) value);
      default -> LogicalValues.of(schema).toAvro(value);
    };
  }

  /**
   * @param value as {@link org.apache.avro.Schema.Field#defaultVal} gives it
   */
  public static Object toConnect(Schema schema, Object value) {
    if (value == null || value == JsonProperties.NULL_VALUE) {
      return null;
    }
    return switch (schema.type()) {
      case STRUCT -> struct(schema, (Map<?, ?>) value);
      case ARRAY ->
          ((List<?>) value).stream().map(each -> toConnect(schema.valueSchema(), each)).toList();
      case MAP -> values(schema.valueSchema(), (Map<?, ?>) value);
      case FLOAT32 -> ((Number) value).floatValue();
      case FLOAT64 -> ((Number) value).doubleValue();
      default -> LogicalValues.of(schema).toConnect(integer(schema, value));
    };
  }

  private static Map<String, Object> record(Schema schema, Struct value) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (org.apache.kafka.connect.data.Field field : schema.fields()) {
      record.put(AvroNames.simple(field.name()), toAvro(field.schema(), value.get(field)));
    }
    return record;
  }

  private static List<Object> array(Schema elements, List<?> values) {
    List<Object> array = new ArrayList<>();
    values.forEach(value -> array.add(toAvro(elements, value)));
    return array;
  }

  private static Map<String, Object> map(Schema elements, Map<?, ?> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (!(key instanceof String text)) {
            throw new DataException("a default map whose keys are no strings has no form in Avro");
          }
          map.put(text, toAvro(elements, value));
        });
    return map;
  }

  private static Struct struct(Schema schema, Map<?, ?> values) {
    Struct struct = new Struct(schema);
    for (org.apache.kafka.connect.data.Field field : schema.fields()) {
      Object value = values.get(AvroNames.simple(field.name()));
      struct.put(field, toConnect(field.schema(), value));
    }
    return struct;
  }

  private static Map<Object, Object> values(Schema elements, Map<?, ?> values) {
    Map<Object, Object> map = new LinkedHashMap<>();
    values.forEach((key, value) -> map.put(key, toConnect(elements, value)));
    return map;
  }

  /** JSON does not part int from long. */
  private static Object integer(Schema schema, Object value) {
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (schema.type()) {
      case INT64 -> number.longValue();
      default -> number.intValue();
    };
  }
}
