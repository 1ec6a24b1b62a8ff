package io.sluice.avro.codec;

import org.apache.avro.Schema;

/** Readers of what nobody asked for: they move past it and give null. */
final class Skippers {

  private Skippers() {}

  static ValueReader of(Schema writer) {
    return switch (writer.getType()) {
      case RECORD -> all(writer.getFields().stream().map(field -> of(field.schema())));
      case ARRAY -> items(of(writer.getElementType()));
      case MAP -> items(all(java.util.stream.Stream.of(text(), of(writer.getValueType()))));
      case UNION -> union(writer);
      default -> simple(writer);
    };
  }

  private static ValueReader union(Schema writer) {
    ValueReader[] branches =
        writer.getTypes().stream().map(Skippers::of).toArray(ValueReader[]::new);
    return in -> ValueReaders.branch(branches, in).read(in);
  }

  private static ValueReader all(java.util.stream.Stream<ValueReader> parts) {
    ValueReader[] readers = parts.toArray(ValueReader[]::new);
    return in -> {
      for (ValueReader reader : readers) {
        reader.read(in);
      }
      return null;
    };
  }

  private static ValueReader items(ValueReader item) {
    return in -> {
      for (int left = in.readBlock(); left > 0; left = in.readBlock()) {
        for (; left > 0; left--) {
          item.read(in);
        }
      }
      return null;
    };
  }

  private static ValueReader text() {
    return in -> {
      in.skip(in.readLength());
      return null;
    };
  }

  private static ValueReader simple(Schema writer) {
    return switch (writer.getType()) {
      case STRING, BYTES -> text();
      case FIXED ->
          in -> {
            in.skip(writer.getFixedSize());
            return null;
          };
      case ENUM -> AvroInput::readInt;
      case FLOAT, DOUBLE, BOOLEAN, INT, LONG, NULL -> numbers(writer);
      default -> throw new IllegalArgumentException("cannot skip " + writer.getType());
    };
  }

  private static ValueReader numbers(Schema writer) {
    return switch (writer.getType()) {
      case FLOAT -> AvroInput::readFloat;
      case DOUBLE -> AvroInput::readDouble;
      case BOOLEAN -> AvroInput::readBoolean;
      case NULL -> in -> null;
      default -> AvroInput::readLong;
    };
  }
}
