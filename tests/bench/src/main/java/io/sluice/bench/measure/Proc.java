package io.sluice.bench.measure;

import io.sluice.control.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The kernel's files about processes, see proc(5). */
final class Proc {

  private static final Path ROOT = Path.of("/proc");

  private Proc() {}

  /** A file about a process; empty if the process has gone. */
  static Optional<String> read(long pid, String name) {
    try {
      return Optional.of(Files.readString(ROOT.resolve(Long.toString(pid)).resolve(name)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** A file about the machine. */
  static String read(String name) {
    try {
      return Files.readString(ROOT.resolve(name));
    } catch (IOException e) {
      throw new Problem("/proc/" + name + " cannot be read: the bench needs Linux", e);
    }
  }
}
