package io.sluice.control.check;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Query;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A table that is as large as one likes and takes no disk: behind its first segment there are
 * others, of nothing but holes. The server counts them and does not read them.
 */
final class HugeTable implements AutoCloseable {

  private static final String FILE =
      "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(?)";
  private static final long LARGEST_FILE = 1L << 40;

  private final Path first;

  private HugeTable(Path first) {
    this.first = first;
  }

  /**
   * As large as it is.
   *
   * @param superuser of the server, which is on this machine
   */
  static HugeTable of(Endpoint superuser, String table) throws SQLException {
    try (Connection session = superuser.connect("doctor")) {
      return new HugeTable(Path.of(Query.of(session, FILE, table).text()));
    }
  }

  /** What is free on its disk. */
  long free() throws IOException {
    return Files.getFileStore(first).getUsableSpace();
  }

  /** Grows by so many bytes. */
  void grow(long bytes) throws IOException {
    int number = 0;
    for (long left = bytes; left > 0; left -= LARGEST_FILE) {
      try (RandomAccessFile file = new RandomAccessFile(segment(++number).toFile(), "rw")) {
        file.setLength(Math.min(left, LARGEST_FILE));
      }
    }
  }

  /** Is again as large as it was. */
  @Override
  public void close() throws IOException {
    for (int number = 1; Files.deleteIfExists(segment(number)); number++) {}
  }

  private Path segment(int number) {
    return first.resolveSibling(first.getFileName() + "." + number);
  }
}
