package io.sluice.bench.rivals;

import io.sluice.control.report.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches what the bench runs and Sluice does not.
 *
 * @param root the project's folder
 */
record Maven(Path root) {

  /** Runs it, with its output where messages go: standard output belongs to the results. */
  void run(String what, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q"));
    command.addAll(arguments);
    try {
      Process maven =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
      maven.getOutputStream().close();
      maven.getInputStream().transferTo(System.err);
      if (maven.waitFor() != 0) {
        throw new Problem("cannot fetch " + what + "; the messages of Maven are above");
      }
    } catch (IOException failed) {
      throw new Problem("cannot run mvn, which fetches " + what + ": put it on the PATH", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while fetching " + what, stopped);
    }
  }
}
