package io.sluice.bench.hop;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes one message of pgoutput as the server does. */
final class WalBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  private WalBytes() {}

  static WalBytes of(char type) {
    return new WalBytes().int8(type);
  }

  WalBytes int8(int value) {
    bytes.write(value);
    return this;
  }

  WalBytes int16(int value) {
    return int8(value >>> 8).int8(value);
  }

  WalBytes int32(int value) {
    return int16(value >>> 16).int16(value);
  }

  WalBytes int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  WalBytes string(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return int8(0);
  }

  /** A row: only its first columns may have values; the rest are NULL, as in an old key. */
  WalBytes row(char part, List<String> values, int columns) {
    int8(part).int16(columns);
    for (int i = 0; i < columns; i++) {
      if (i < values.size()) {
        text(values.get(i));
      } else {
        int8('n');
      }
    }
    return this;
  }

  private void text(String value) {
    byte[] content = value.getBytes(StandardCharsets.UTF_8);
    int8('t').int32(content.length);
    bytes.writeBytes(content);
  }

  byte[] array() {
    return bytes.toByteArray();
  }
}
