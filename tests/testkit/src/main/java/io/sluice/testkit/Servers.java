package io.sluice.testkit;

import io.sluice.control.box.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the tests of this JVM get their servers from; see the package. */
final class Servers {

  private Servers() {}

  /** An address that wins over every server of our own. */
  static Optional<String> given(String server) {
    return Optional.ofNullable(System.getProperty("sluice.test." + server))
        .filter(address -> !address.isBlank());
  }

  static boolean inContainers() {
    String servers = System.getProperty("sluice.test.servers", "embedded");
    return switch (servers) {
      case "embedded" -> false;
      case "containers" -> true;
      default ->
          throw new IllegalArgumentException(
              "sluice.test.servers is " + servers + "; it may be embedded or containers");
    };
  }

  static Distribution distribution() {
    return Distribution.installed();
  }

  /** A new folder below the module's target; logs stay in it when the tests have ended. */
  static Path newFolder(String server) {
    try {
      Path parent = Files.createDirectories(Path.of("target", "servers").toAbsolutePath());
      return Files.createTempDirectory(parent, server + "-");
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make a folder for " + server, failed);
    }
  }
}
