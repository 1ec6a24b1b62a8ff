package io.sluice.envelope.debezium;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** JSON's own types as those that a schema asks for, without any loss. */
final class JsonValues {

  private static final long MILLIS_PER_DAY = 86_400_000;

  private JsonValues() {}

  /**
   * @param json a string, a number, a boolean, a list, a map or null
   * @throws DataException if the two do not fit; the message holds no value
   */
  static Object convert(Schema schema, Object json) {
    try {
      return json == null ? null : value(schema, json);
    } catch (ClassCastException | IllegalArgumentException | ArithmeticException unfit) {
      String name = schema.name() == null ? "" : " (" + schema.name() + ")";
      throw new DataException(
          "JSON holds " + kind(json) + " where " + schema.type() + name + " is expected");
    }
  }

  private static String kind(Object json) {
    if (json instanceof Number) {
      return "a number";
    } else if (json instanceof Map) {
      return "an object";
    } else if (json instanceof List) {
      return "an array";
    }
    return json instanceof Boolean ? "a boolean" : "a string";
  }

  private static Object value(Schema schema, Object json) {
    return switch (schema.type()) {
      case INT8 -> (byte) integer(json, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INT16 -> (short) integer(json, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT32 -> int32(schema, (int) integer(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case INT64 -> int64(schema, integer(json, Long.MIN_VALUE, Long.MAX_VALUE));
      case FLOAT32 -> (float) real(json);
      case FLOAT64 -> real(json);
      case BOOLEAN -> (Boolean) json;
      case STRING -> (String) json;
      case BYTES -> bytes(schema, (String) json);
      case ARRAY -> array(schema, (List<?>) json);
      case MAP -> map(schema, (Map<?, ?>) json);
      case STRUCT -> struct(schema, (Map<?, ?>) json);
    };
  }

  /** A number with a fraction, or one that is rounded already, is none. */
  private static long integer(Object json, long least, long greatest) {
    if (json instanceof Double || json instanceof Float) {
      throw new ArithmeticException();
    }
    long number = new BigDecimal(((Number) json).toString()).longValueExact();
    if (number < least || number > greatest) {
      throw new ArithmeticException();
    }
    return number;
  }

  /** NaN and the infinities are strings in JSON. */
  private static double real(Object json) {
    return json instanceof String word ? word(word) : ((Number) json).doubleValue();
  }

  private static double word(String word) {
    return switch (word) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IllegalArgumentException();
    };
  }

  private static Object int32(Schema schema, int number) {
    if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name())) {
      return new Date(number * MILLIS_PER_DAY);
    }
    return org.apache.kafka.connect.data.Time.LOGICAL_NAME.equals(schema.name())
        ? (Object) new Date(number)
        : (Object) number;
  }

  private static Object int64(Schema schema, long number) {
    return org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME.equals(schema.name())
        ? (Object) new Date(number)
        : (Object) number;
  }

  private static Object bytes(Schema schema, String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (!Decimal.LOGICAL_NAME.equals(schema.name())) {
      return ByteBuffer.wrap(bytes);
    }
    int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
    return new BigDecimal(new BigInteger(bytes), scale);
  }

  private static List<Object> array(Schema schema, List<?> json) {
    List<Object> elements = new ArrayList<>(json.size());
    json.forEach(element -> elements.add(convert(schema.valueSchema(), element)));
    return elements;
  }

  private static Map<Object, Object> map(Schema schema, Map<?, ?> json) {
    Map<Object, Object> entries = new HashMap<>();
    json.forEach(
        (key, value) ->
            entries.put(convert(schema.keySchema(), key), convert(schema.valueSchema(), value)));
    return entries;
  }

  private static Struct struct(Schema schema, Map<?, ?> json) {
    Struct struct = new Struct(schema);
    for (Field field : schema.fields()) {
      struct.put(field, convert(field.schema(), json.get(field.name())));
    }
    return struct;
  }
}
