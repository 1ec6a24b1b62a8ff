package io.sluice.envelope.debezium;

import java.nio.ByteBuffer;

/** Connect's two classes for bytes. */
final class Bytes {

  private Bytes() {}

  /** A view of the bytes of either. */
  static ByteBuffer of(Object encoded) {
    return encoded instanceof byte[] array
        ? ByteBuffer.wrap(array)
        : ((ByteBuffer) encoded).slice();
  }
}
