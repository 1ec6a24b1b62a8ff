package io.sluice.source.spill;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one transaction has written; gone when closed. No channels: an interrupt, by which a task is
 * stopped, would close them.
 */
final class SpillFile implements AutoCloseable {

  private static final int READ_AHEAD = 256 * 1024;

  private final SpillFolder folder;
  private final Path path;
  private final OutputStream out;

  SpillFile(SpillFolder folder, Path path) throws IOException {
    this.folder = folder;
    this.path = path;
    this.out = new FileOutputStream(path.toFile());
  }

  void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException failed) {
      throw folder.failure(failed);
    }
  }

  /** All that was written, from the beginning; the caller closes it. */
  DataInputStream read() {
    try {
      return new DataInputStream(
          new BufferedInputStream(new FileInputStream(path.toFile()), READ_AHEAD));
    } catch (IOException failed) {
      throw folder.failure(failed);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      throw folder.failure(failed);
    }
  }
}
