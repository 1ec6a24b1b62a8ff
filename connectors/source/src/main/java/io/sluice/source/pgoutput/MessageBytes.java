package io.sluice.source.pgoutput;

import io.sluice.change.Lsn;
import io.sluice.change.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads one message from its first byte to its last, and refuses to read beyond. Integers are big
 * endian.
 */
final class MessageBytes {

  private static final long MICROS_FROM_1970_TO_2000 = 946_684_800_000_000L;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final char type;
  private int at;

  private MessageBytes(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.at = start;
    this.type = end > start ? (char) (bytes[start] & 0xFF) : 0;
  }

  /** Takes the buffer's array over where it has one. */
  static MessageBytes of(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      int start = buffer.arrayOffset() + buffer.position();
      return new MessageBytes(buffer.array(), start, start + buffer.remaining());
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return new MessageBytes(copy, 0, copy.length);
  }

  int int8() {
    need(1);
    return bytes[at++];
  }

  char letter() {
    return (char) (int8() & 0xFF);
  }

  int int16() {
    need(2);
    int value = bytes[at] << 8 | bytes[at + 1] & 0xFF;
    at += 2;
    return value;
  }

  int int32() {
    need(4);
    int value =
        bytes[at] << 24
            | (bytes[at + 1] & 0xFF) << 16
            | (bytes[at + 2] & 0xFF) << 8
            | bytes[at + 3] & 0xFF;
    at += 4;
    return value;
  }

  long int64() {
    long high = int32();
    return high << 32 | int32() & 0xFFFFFFFFL;
  }

  Lsn lsn() {
    return new Lsn(int64());
  }

  /** A time, in microseconds since 1970. */
  long micros() {
    return int64() + MICROS_FROM_1970_TO_2000;
  }

  /** A text up to a zero byte. */
  String string() {
    int zero = at;
    while (zero < end && bytes[zero] != 0) {
      zero++;
    }
    need(zero - at + 1);
    String text = new String(bytes, at, zero - at, StandardCharsets.UTF_8);
    at = zero + 1;
    return text;
  }

  /** A count of things that take at least {@code size} bytes each. */
  int count(int number, int size) {
    if (number < 0 || (long) number * size > end - at) {
      throw problem("it counts " + number + " but has only " + (end - at) + " bytes left");
    }
    return number;
  }

  /** A value in text form, with its length before it. */
  Value.Text text() {
    int length = count(int32(), 1);
    Value.Text text = new Value.Text(bytes, at, length);
    at += length;
    return text;
  }

  /** Bytes with their length before them. */
  byte[] content() {
    Value.Text range = text();
    byte[] content = new byte[range.length()];
    System.arraycopy(bytes, range.offset(), content, 0, content.length);
    return content;
  }

  /** A byte of flags, of which none but these are known. */
  int flag(int known) {
    int flags = int8();
    if ((flags & ~known) != 0) {
      throw problem("unknown flags");
    }
    return flags;
  }

  /** Passes the message on if it has been read to its end. */
  PgOutputMessage whole(PgOutputMessage message) {
    if (at != end) {
      throw problem("it goes on for " + (end - at) + " bytes after its end");
    }
    return message;
  }

  PgOutputException problem(String problem) {
    return new PgOutputException(type, at - start, problem);
  }

  private void need(int length) {
    if (end - at < length) {
      throw problem("it ends where " + length + " more bytes belong");
    }
  }
}
