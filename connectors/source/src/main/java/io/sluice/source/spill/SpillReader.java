package io.sluice.source.spill;

import io.sluice.change.Lsn;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads a transaction's messages in the order in which they came. */
final class SpillReader implements AutoCloseable {

  private final SpillFolder folder;
  private final DataInputStream in;

  SpillReader(SpillFolder folder, DataInputStream in) {
    this.folder = folder;
    this.in = in;
  }

  /** The next message; empty after the last. */
  Optional<SpilledMessage> next() {
    try {
      int first = in.read();
      return first < 0 ? Optional.empty() : Optional.of(message(first));
    } catch (IOException failed) {
      throw folder.failure(failed);
    }
  }

  private SpilledMessage message(int first) throws IOException {
    byte[] lsn = new byte[Long.BYTES];
    lsn[0] = (byte) first;
    in.readFully(lsn, 1, lsn.length - 1);
    long order = in.readLong();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new SpilledMessage(
        new Lsn(ByteBuffer.wrap(lsn).getLong()), order, ByteBuffer.wrap(bytes));
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException failed) {
      throw folder.failure(failed);
    }
  }
}
