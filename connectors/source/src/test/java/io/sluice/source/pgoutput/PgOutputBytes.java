package io.sluice.source.pgoutput;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes messages by hand, as the protocol's chapter has them. */
final class PgOutputBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static PgOutputBytes of(char type) {
    return new PgOutputBytes().int8(type);
  }

  /** Table 7, {@code shop.items(id int4 key, name text, price numeric)}. */
  static PgOutputBytes items(char identity) {
    return of('R').items(7, identity);
  }

  /** The same in a block of a streamed transaction. */
  static PgOutputBytes streamedItems(int xid) {
    return of('R').int32(xid).items(7, 'd');
  }

  private PgOutputBytes items(int id, char identity) {
    return int32(id)
        .string("shop")
        .string("items")
        .int8(identity)
        .int16(3)
        .column(1, "id", 23, -1)
        .column(identity == 'f' ? 1 : 0, "name", 25, -1)
        .column(identity == 'f' ? 1 : 0, "price", 1700, 786438);
  }

  PgOutputBytes int8(int value) {
    bytes.write(value);
    return this;
  }

  PgOutputBytes int16(int value) {
    return int8(value >>> 8).int8(value);
  }

  PgOutputBytes int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  PgOutputBytes int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  PgOutputBytes string(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return int8(0);
  }

  PgOutputBytes column(int flags, String name, int type, int modifier) {
    return int8(flags).string(name).int32(type).int32(modifier);
  }

  PgOutputBytes text(String value) {
    byte[] content = value.getBytes(StandardCharsets.UTF_8);
    int8('t').int32(content.length);
    bytes.writeBytes(content);
    return this;
  }

  PgOutputBytes content(String value) {
    byte[] content = value.getBytes(StandardCharsets.UTF_8);
    int32(content.length);
    bytes.writeBytes(content);
    return this;
  }

  byte[] array() {
    return bytes.toByteArray();
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(array());
  }
}
