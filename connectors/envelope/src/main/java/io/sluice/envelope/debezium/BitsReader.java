package io.sluice.envelope.debezium;

import io.sluice.change.ColumnType;
import io.sluice.change.Value;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * Bits as bytes, the last ones first. How many there are is not with them: {@code bit(n)} has as
 * many as its column, of {@code bit varying} the zeros in front are lost.
 *
 * @param length how many there are; 0 for as many as matter
 */
record BitsReader(int length) implements ColumnReader {

  private static final String LENGTH = "length";

  static BitsReader of(ColumnType type, Schema field) {
    Map<String, String> parameters = field.parameters() == null ? Map.of() : field.parameters();
    boolean fixed = !type.baseName().startsWith("bit varying") && parameters.containsKey(LENGTH);
    return new BitsReader(fixed ? Integer.parseInt(parameters.get(LENGTH)) : 0);
  }

  @Override
  public Value read(Object encoded) {
    ByteBuffer bytes = Bytes.of(encoded);
    StringBuilder bits = new StringBuilder();
    int count = length > 0 ? length : significant(bytes);
    for (int bit = count - 1; bit >= 0; bit--) {
      bits.append(isSet(bytes, bit) ? '1' : '0');
    }
    return Value.text(bits.toString());
  }

  private static int significant(ByteBuffer bytes) {
    int bits = bytes.remaining() * Byte.SIZE;
    while (bits > 0 && !isSet(bytes, bits - 1)) {
      bits--;
    }
    return bits;
  }

  private static boolean isSet(ByteBuffer bytes, int bit) {
    int at = bit / Byte.SIZE;
    return at < bytes.remaining() && (bytes.get(at) >> bit % Byte.SIZE & 1) == 1;
  }
}
