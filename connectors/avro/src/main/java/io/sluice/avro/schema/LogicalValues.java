package io.sluice.avro.schema;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * How a Connect value of a simple type becomes the Java value of its Avro type, and back. Numbers
 * stay themselves; Avro has no small integers, and Connect's own logical types are objects.
 */
public record LogicalValues(UnaryOperator<Object> toAvro, UnaryOperator<Object> toConnect) {

  /** Connect's value and Avro's are one. */
  public static final LogicalValues SAME =
      new LogicalValues(UnaryOperator.identity(), UnaryOperator.identity());

  private static final LogicalValues INT8 =
      new LogicalValues(value -> ((Byte) value).intValue(), value -> ((Integer) value).byteValue());

  private static final LogicalValues INT16 =
      new LogicalValues(
          value -> ((Short) value).intValue(), value -> ((Integer) value).shortValue());

  private static final LogicalValues BYTES =
      new LogicalValues(LogicalValues::bytes, UnaryOperator.identity());

  /** The conversion for values of a schema that is no struct, array or map. */
  public static LogicalValues of(Schema schema) {
    if (schema.name() != null) {
      LogicalValues named = ofName(schema);
      if (named != SAME) {
        return named;
      }
    }
    return switch (schema.type()) {
      case INT8 -> INT8;
      case INT16 -> INT16;
      case BYTES -> BYTES;
      default -> SAME;
    };
  }

  public Object toAvro(Object value) {
    return toAvro.apply(value);
  }

  public Object toConnect(Object value) {
    return toConnect.apply(value);
  }

  private static LogicalValues ofName(Schema schema) {
    return switch (schema.name()) {
      case Decimal.LOGICAL_NAME ->
          new LogicalValues(
              value -> Decimal.fromLogical(schema, (java.math.BigDecimal) value),
              value -> Decimal.toLogical(schema, (byte[]) value));
      case Date.LOGICAL_NAME ->
          new LogicalValues(
              value -> Date.fromLogical(schema, (java.util.Date) value),
              value -> Date.toLogical(schema, (Integer) value));
      case Time.LOGICAL_NAME ->
          new LogicalValues(
              value -> Time.fromLogical(schema, (java.util.Date) value),
              value -> Time.toLogical(schema, (Integer) value));
      case Timestamp.LOGICAL_NAME ->
          new LogicalValues(
              value -> Timestamp.fromLogical(schema, (java.util.Date) value),
              value -> Timestamp.toLogical(schema, (Long) value));
      default -> SAME;
    };
  }

  /** Connect allows bytes as an array and as a buffer. */
  private static Object bytes(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return value;
  }
}
