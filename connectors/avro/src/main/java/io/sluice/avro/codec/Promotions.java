package io.sluice.avro.codec;

import org.apache.avro.Schema.Type;
import org.apache.kafka.connect.errors.DataException;

/** Values that were written as one type and are read as a wider one. */
final class Promotions {

  private Promotions() {}

  static ValueReader of(Type writer, Type reader) {
    return switch (reader) {
      case LONG -> in -> (long) in.readInt();
      case FLOAT -> toFloat(writer);
      case DOUBLE -> toDouble(writer);
      case STRING -> AvroInput::readString;
      case BYTES -> AvroInput::readBytes;
      default -> throw new DataException("no " + writer + " can be read as " + reader);
    };
  }

  private static ValueReader toFloat(Type writer) {
    return writer == Type.INT ? in -> (float) in.readInt() : in -> (float) in.readLong();
  }

  private static ValueReader toDouble(Type writer) {
    return switch (writer) {
      case INT -> in -> (double) in.readInt();
      case LONG -> in -> (double) in.readLong();
      default -> in -> (double) in.readFloat();
    };
  }
}
