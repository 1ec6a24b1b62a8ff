package io.sluice.source.pgoutput;

import io.sluice.source.failure.ErrorCode;

/** Bytes that are no message of protocol version 2. Names the place, never a value. */
public final class PgOutputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final char type;
  private final int offset;

  PgOutputException(char type, int offset, String problem) {
    super(
        ErrorCode.MALFORMED_STREAM.code()
            + ": pgoutput message "
            + quoted(type)
            + " at byte "
            + offset
            + ": "
            + problem);
    this.type = type;
    this.offset = offset;
  }

  /** The message's first byte; 0 if there was none. */
  public char type() {
    return type;
  }

  /** How many bytes of the message had been read. */
  public int offset() {
    return offset;
  }

  private static String quoted(char type) {
    return type > ' ' && type < 0x7F ? "'" + type + "'" : String.format("0x%02X", (int) type);
  }
}
