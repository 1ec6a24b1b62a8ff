package io.sluice.source.spill;

import io.sluice.source.pgoutput.StreamedDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The messages of one transaction in progress: appended as they come, read once, when it has
 * committed. Used by the thread that reads the stream.
 *
 * <p>A message takes its LSN, its order and its length, 20 bytes, and then its own bytes.
 */
final class SpilledTransaction implements AutoCloseable {

  private static final int HEADER = 20;

  private final int xid;
  private final SpillFolder folder;
  private final XidSet aborted = new XidSet();
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Optional<SpillFile> file = Optional.empty();

  SpilledTransaction(int xid, SpillFolder folder) {
    this.xid = xid;
    this.folder = folder;
  }

  /** How much of it is in memory, in bytes. */
  int inMemory() {
    return memory.size();
  }

  /**
   * Adds a message.
   *
   * @param room a message that is larger goes into the file at once
   */
  void append(SpilledMessage message, int room) {
    ByteBuffer bytes = message.bytes();
    int length = bytes.remaining();
    ByteBuffer header =
        ByteBuffer.allocate(HEADER)
            .putLong(message.lsn().value())
            .putLong(message.order())
            .putInt(length);
    memory.write(header.array(), 0, HEADER);
    int offset = bytes.arrayOffset() + bytes.position();
    if (length > room) {
      spill().write(bytes.array(), offset, length);
    } else {
      memory.write(bytes.array(), offset, length);
    }
  }

  /** Moves what is in memory into the file. */
  SpillFile spill() {
    SpillFile target = file.orElseGet(folder::create);
    file = Optional.of(target);
    target.write(memory.toByteArray(), 0, memory.size());
    memory = new ByteArrayOutputStream();
    return target;
  }

  /** A part of the transaction never happened. */
  void abort(int subXid) {
    aborted.add(subXid);
  }

  /** Whether a message belongs to a part that never happened. */
  boolean isAborted(ByteBuffer message) {
    return !aborted.isEmpty() && aborted.contains(StreamedDecoder.part(message, xid));
  }

  /** All messages, also those of aborted parts; the caller closes it. */
  SpillReader read() {
    if (file.isPresent()) {
      return new SpillReader(folder, spill().read());
    }
    return new SpillReader(
        folder, new DataInputStream(new ByteArrayInputStream(memory.toByteArray())));
  }

  @Override
  public void close() {
    file.ifPresent(SpillFile::close);
  }
}
