package io.sluice.control.demo;

import io.sluice.control.migration.Database;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * What writers were told to be committed, in a file outside of the databases, and the longest time
 * in which nobody was told so. Safe for use by several threads.
 */
final class Ledger implements AutoCloseable {

  private static final String RECEIPTS = "SELECT writer || ' ' || n FROM public.receipts";

  private final Path file;
  private final BufferedWriter lines;
  private long entries;
  private long last = System.nanoTime();
  private long longestNanos;

  Ledger(Path file) {
    this.file = file;
    try {
      this.lines = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be written", e);
    }
  }

  /** A writer has its commit. */
  synchronized void acknowledge(int writer, long n) {
    long now = System.nanoTime();
    longestNanos = Math.max(longestNanos, now - last);
    last = now;
    entries++;
    try {
      lines.write(writer + " " + n);
      lines.newLine();
      lines.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be written", e);
    }
  }

  synchronized long entries() {
    return entries;
  }

  /** Begins to look for the longest silence anew. */
  synchronized void watch() {
    longestNanos = 0;
  }

  /** The longest time without a commit since it was watched, in milliseconds. */
  synchronized long longestSilenceMillis() {
    return longestNanos / 1_000_000;
  }

  /** How many acknowledged writes a database does not have. */
  long lost(Database database) throws SQLException {
    Set<String> receipts = new HashSet<>();
    try (Connection session = database.open("ledger");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(RECEIPTS)) {
      while (row.next()) {
        receipts.add(row.getString(1));
      }
    }
    try (var entered = Files.lines(file)) {
      return entered.filter(line -> !receipts.contains(line)).count();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be read", e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger cannot be closed", e);
    }
  }
}
