package io.sluice.avro.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding into an array that grows. Used by one thread, for one record. */
final class AvroOutput {

  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes;
  private int count;

  /**
   * @param prefix what stands before Avro's bytes
   * @param expected bytes of the whole record; a good guess saves copies
   */
  AvroOutput(byte[] prefix, int expected) {
    bytes = new byte[Math.max(expected, prefix.length + LONGEST_NUMBER)];
    System.arraycopy(prefix, 0, bytes, 0, prefix.length);
    count = prefix.length;
  }

  byte[] toArray() {
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  int count() {
    return count;
  }

  void writeBoolean(boolean value) {
    room(1);
    bytes[count++] = (byte) (value ? 1 : 0);
  }

  /** A branch of a union; there are few. */
  void writeBranch(int index) {
    room(1);
    bytes[count++] = (byte) (index << 1);
  }

  /** Zigzag and seven bits a byte; ints are written the same way. */
  void writeLong(long value) {
    room(LONGEST_NUMBER);
    long rest = (value << 1) ^ (value >> 63);
    if ((rest & ~0x7FL) == 0) {
      bytes[count++] = (byte) rest;
      return;
    }
    int at = count;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    count = at;
  }

  void writeFloat(float value) {
    room(Float.BYTES);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes[count++] = (byte) (bits >>> shift);
    }
  }

  void writeDouble(double value) {
    room(Double.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[count++] = (byte) (bits >>> shift);
    }
  }

  void writeString(String value) {
    writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void writeBytes(byte[] value) {
    writeLong(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, count, value.length);
    count += value.length;
  }

  private void room(int more) {
    if (bytes.length - count < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, count + more));
    }
  }
}
