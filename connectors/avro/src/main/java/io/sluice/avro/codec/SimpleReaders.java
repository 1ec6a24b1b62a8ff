package io.sluice.avro.codec;

import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Readers of Avro's types that hold no others. */
final class SimpleReaders {

  private SimpleReaders() {}

  /**
   * @param action how values of the writer's enum become those of the reader's
   */
  static ValueReader of(Schema schema, Resolver.Action action) {
    return switch (schema.getType()) {
      case NULL -> in -> null;
      case INT -> AvroInput::readInt;
      case LONG -> AvroInput::readLong;
      case FLOAT -> AvroInput::readFloat;
      case DOUBLE -> AvroInput::readDouble;
      case BOOLEAN -> AvroInput::readBoolean;
      case STRING -> new TextReader();
      case BYTES -> AvroInput::readBytes;
      case FIXED -> in -> in.readFixed(schema.getFixedSize());
      case ENUM -> symbols((Resolver.EnumAdjust) action);
      default -> throw new DataException("no simple type: " + schema.getType());
    };
  }

  private static ValueReader symbols(Resolver.EnumAdjust action) {
    return in -> {
      int index = in.readInt();
      if (index < 0 || index >= action.adjustments.length || action.adjustments[index] < 0) {
        throw new DataException(
            "the enum " + action.reader.getFullName() + " has no symbol for the number " + index);
      }
      return action.reader.getEnumSymbols().get(action.adjustments[index]);
    };
  }
}
