package io.sluice.bench.rivals;

import io.sluice.control.box.Distribution;
import io.sluice.control.report.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A distribution with the same Kafka as Sluice's, and the rivals' plugins in place of its own.
 *
 * @param root the folder of the project
 */
public record RivalHome(Path root) {

  private static final List<String> SHARED = List.of("kafka", "config", "connect-configs");

  /** What Maven makes last. */
  private static final String LAST = "plugins/apicurio-converter/apicurio-converter-service.jar";

  /**
   * The unpacked rivals; Maven downloads them when they are used for the first time.
   *
   * @param sluice whose Kafka they run in
   */
  public Distribution installed(Distribution sluice) {
    if (!Files.exists(home().resolve(LAST))) {
      unpack();
    }
    SHARED.forEach(folder -> link(sluice.home().resolve(folder), home().resolve(folder)));
    return new Distribution(home());
  }

  private Path home() {
    return root.resolve("tests/bench/target/rivals");
  }

  private void unpack() {
    Path pom = root.resolve("tests/bench/rivals/pom.xml");
    try {
      Process maven =
          new ProcessBuilder("mvn", "-B", "-q", "-f", pom.toString(), "package")
              .redirectErrorStream(true)
              .start();
      // Standard output belongs to the results.
      maven.getInputStream().transferTo(System.err);
      if (maven.waitFor() != 0) {
        throw new Problem("cannot unpack the rivals; the messages of Maven are above");
      }
    } catch (IOException failed) {
      throw new Problem("cannot run mvn, which fetches the rivals: put it on the PATH", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while unpacking the rivals", stopped);
    }
  }

  private static void link(Path to, Path link) {
    try {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, to);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot link " + link + " to " + to, failed);
    }
  }
}
