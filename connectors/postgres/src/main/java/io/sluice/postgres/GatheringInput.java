package io.sluice.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A connection's bytes in large portions. Used by one thread. */
final class GatheringInput extends InputStream {

  private static final int PORTION = 128 * 1024;

  /** With so much waiting there is nothing to be gained by waiting for more. */
  private static final int WORTH_READING = 16 * 1024;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private final InputStream connection;
  private final byte[] buffer = new byte[PORTION];
  private int at;
  private int end;
  private boolean glancing;

  GatheringInput(InputStream connection) {
    this.connection = connection;
  }

  /**
   * @param glancing whether the next reads only look whether something has come: they give it a
   *     moment to become more
   */
  void glance(boolean glancing) {
    this.glancing = glancing;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    if (at == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, to, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (glancing && connection.available() < WORTH_READING) {
      LockSupport.parkNanos(PAUSE);
    }
    int count = connection.read(buffer, 0, buffer.length);
    at = 0;
    end = Math.max(count, 0);
    return count >= 0;
  }

  /** What is here already: for the rest the reader has to glance at the connection. */
  @Override
  public int available() {
    return end - at;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
