package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * An integer type.
 *
 * @param type INT16, INT32 or INT64
 * @param min the least number it holds
 * @param max the greatest number it holds
 */
record IntegerCodec(Schema.Type type, long min, long max) implements ColumnCodec {

  private static final int SAFE_DIGITS = 18;
  private static final int MAX_DIGITS = 19;

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.type(type);
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    TextCursor cursor = new TextCursor(text);
    boolean negative = cursor.skip('-');
    int digits = text.length() - (negative ? 1 : 0);
    if (digits > SAFE_DIGITS) {
      return large(text, digits);
    }
    long number = cursor.digits(1, SAFE_DIGITS);
    boolean canonical = cursor.atEnd() && number >= (negative ? 1 : 0) && !padded(text, digits);
    return canonical ? inRange(negative ? -number : number) : Optional.empty();
  }

  /** The few numbers that a digit more could overflow take the long way. */
  private Optional<Object> large(Value.Text text, int digits) {
    if (digits > MAX_DIGITS || padded(text, digits)) {
      return Optional.empty();
    }
    try {
      return inRange(Long.parseLong(text.string()));
    } catch (NumberFormatException beyondLong) {
      return Optional.empty();
    }
  }

  private static boolean padded(Value.Text text, int digits) {
    return digits > 1 && text.buffer()[text.offset() + text.length() - digits] == '0';
  }

  private Optional<Object> inRange(long number) {
    if (number < min || number > max) {
      return Optional.empty();
    }
    return Optional.of(boxed(number));
  }

  private Object boxed(long number) {
    return switch (type) {
      case INT16 -> Short.valueOf((short) number);
      case INT32 -> Integer.valueOf((int) number);
      default -> Long.valueOf(number);
    };
  }

  @Override
  public Value.Text decode(Object encoded) {
    long number = ((Number) encoded).longValue();
    if (number == Long.MIN_VALUE) {
      return Value.text(Long.toString(number));
    }
    TextBuilder out = new TextBuilder(20);
    return (number < 0 ? out.add('-').number(-number, 1) : out.number(number, 1)).text();
  }

  @Override
  public Object neutral() {
    return boxed(0);
  }
}
