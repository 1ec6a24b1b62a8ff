package io.sluice.envelope.codec;

import io.sluice.change.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaBuilder;

/** {@code bytea}, which PostgreSQL prints as {@code \x} and lower-case hexadecimal digits. */
record BytesCodec() implements ColumnCodec {

  private static final String HEX = "0123456789abcdef";

  @Override
  public SchemaBuilder schema() {
    return SchemaBuilder.bytes();
  }

  @Override
  public Optional<Object> encode(Value.Text text) {
    byte[] from = text.buffer();
    int start = text.offset();
    if (text.length() < 2
        || text.length() % 2 != 0
        || from[start] != '\\'
        || from[start + 1] != 'x') {
      return Optional.empty();
    }
    byte[] bytes = new byte[text.length() / 2 - 1];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(from[start + 2 + 2 * i]);
      int low = digit(from[start + 3 + 2 * i]);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return Optional.of(ByteBuffer.wrap(bytes));
  }

  private static int digit(byte ascii) {
    if (ascii >= '0' && ascii <= '9') {
      return ascii - '0';
    }
    return ascii >= 'a' && ascii <= 'f' ? ascii - 'a' + 10 : -1;
  }

  @Override
  public Value.Text decode(Object encoded) {
    ByteBuffer bytes =
        encoded instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) encoded).slice();
    TextBuilder out = new TextBuilder(2 + 2 * bytes.remaining()).add("\\x");
    while (bytes.hasRemaining()) {
      int next = bytes.get();
      out.add(HEX.charAt(next >> 4 & 0xF)).add(HEX.charAt(next & 0xF));
    }
    return out.text();
  }

  @Override
  public Object neutral() {
    return ByteBuffer.allocate(0);
  }

  @Override
  public Optional<Object> unavailable() {
    return TextCodec.UNAVAILABLE.map(
        word -> ByteBuffer.wrap(((String) word).getBytes(StandardCharsets.UTF_8)));
  }
}
