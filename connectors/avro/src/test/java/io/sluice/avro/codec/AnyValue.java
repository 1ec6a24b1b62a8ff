package io.sluice.avro.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Random values of a schema, the odd ones among them. */
final class AnyValue {

  private static final long DAY_MILLIS = 86_400_000;
  private static final List<Long> LONGS =
      List.of(0L, 1L, -1L, 63L, 64L, -64L, -65L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 35);
  private static final List<Double> DOUBLES =
      List.of(0.0, -0.0, 1e300, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
  private static final List<String> TEXTS =
      List.of("", "text", "ünï", "😀", "\u0000", "x".repeat(200));

  private AnyValue() {}

  /** A root is not null: that would be a tombstone. */
  static Object of(Schema schema, Random random) {
    return required(schema, random);
  }

  private static Object any(Schema schema, Random random) {
    // Null where there is a default means the default, in Connect.
    boolean missing = schema.isOptional() && schema.defaultValue() == null && random.nextBoolean();
    return missing ? null : required(schema, random);
  }

  private static Object required(Schema schema, Random random) {
    return switch (schema.type()) {
      case STRUCT -> struct(schema, random);
      case ARRAY -> list(schema.valueSchema(), random);
      case MAP -> map(schema, random);
      default -> simple(schema, random);
    };
  }

  private static Struct struct(Schema schema, Random random) {
    Struct struct = new Struct(schema);
    schema.fields().forEach(field -> struct.put(field, any(field.schema(), random)));
    return struct;
  }

  private static List<Object> list(Schema element, Random random) {
    List<Object> list = new java.util.ArrayList<>();
    IntStream.range(0, random.nextInt(4)).forEach(i -> list.add(any(element, random)));
    return list;
  }

  private static Map<Object, Object> map(Schema schema, Random random) {
    Map<Object, Object> map = new LinkedHashMap<>();
    IntStream.range(0, random.nextInt(4))
        .forEach(i -> map.put(any(schema.keySchema(), random), any(schema.valueSchema(), random)));
    return map;
  }

  private static Object simple(Schema schema, Random random) {
    long number = LONGS.get(random.nextInt(LONGS.size()));
    if (schema.name() != null) {
      switch (schema.name()) {
        case Decimal.LOGICAL_NAME:
          return new BigDecimal(
              BigInteger.valueOf(number).pow(3),
              Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
        case Date.LOGICAL_NAME:
          return new java.util.Date(DAY_MILLIS * (random.nextInt(50_000) - 10_000));
        case Time.LOGICAL_NAME:
          return new java.util.Date(random.nextInt((int) DAY_MILLIS));
        case Timestamp.LOGICAL_NAME:
          return new java.util.Date(number);
        default:
      }
    }
    return switch (schema.type()) {
      case INT8 -> (byte) number;
      case INT16 -> (short) number;
      case INT32 -> (int) number;
      case INT64 -> number;
      case FLOAT32 -> DOUBLES.get(random.nextInt(DOUBLES.size())).floatValue();
      case FLOAT64 -> DOUBLES.get(random.nextInt(DOUBLES.size()));
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      default -> BigInteger.valueOf(number).toByteArray();
    };
  }
}
