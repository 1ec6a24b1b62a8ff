package io.sluice.avro.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.connect.errors.DataException;

/**
 * Avro's binary encoding out of an array. Used by one thread, for one record. Bytes that cannot be
 * what they should be give a {@link DataException}; none makes it ask for more memory than the
 * record has bytes.
 */
final class AvroInput {

  private static final int LONGEST_NUMBER_BITS = 70;

  private final byte[] bytes;
  private int at;

  AvroInput(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  int remaining() {
    return bytes.length - at;
  }

  boolean readBoolean() {
    need(1);
    byte value = bytes[at++];
    if (value != 0 && value != 1) {
      throw new DataException("a boolean is neither 0 nor 1");
    }
    return value == 1;
  }

  int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new DataException("an int has more than 32 bits");
    }
    return (int) value;
  }

  long readLong() {
    long value = 0;
    for (int shift = 0; shift < LONGEST_NUMBER_BITS; shift += 7) {
      need(1);
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new DataException("a number does not end");
  }

  float readFloat() {
    need(Float.BYTES);
    int bits = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bits |= (bytes[at++] & 0xFF) << shift;
    }
    return Float.intBitsToFloat(bits);
  }

  double readDouble() {
    need(Double.BYTES);
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (bytes[at++] & 0xFFL) << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  String readString() {
    return readString(readLength());
  }

  /**
   * @param length as {@link #readLength} gave it
   */
  String readString(int length) {
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  /** Whether exactly these bytes come next; if they do, they are passed. */
  boolean skipIfNext(byte[] expected, int length) {
    boolean same =
        length == expected.length
            && Arrays.equals(bytes, at, at + length, expected, 0, expected.length);
    at += same ? length : 0;
    return same;
  }

  /** The next bytes, which stay to be read. */
  byte[] peek(int length) {
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  byte[] readBytes() {
    return readFixed(readLength());
  }

  byte[] readFixed(int length) {
    need(length);
    byte[] value = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return value;
  }

  void skip(int length) {
    need(length);
    at += length;
  }

  /** The length of what follows: never more than there is. */
  int readLength() {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw new DataException("a length does not fit into the record");
    }
    return (int) length;
  }

  /** How many items follow in this block of an array or map; 0 ends it. */
  int readBlock() {
    long items = readLong();
    if (items < 0) {
      items = -items;
      // The block's size in bytes, for those who skip it.
      readLength();
    }
    // An item of no bytes is possible in Avro, but not in Connect.
    if (items < 0 || items > remaining()) {
      throw new DataException("an array has more items than the record has bytes");
    }
    return (int) items;
  }

  private void need(int length) {
    if (length > bytes.length - at) {
      throw new DataException("the bytes end too early");
    }
  }
}
