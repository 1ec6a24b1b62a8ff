package io.sluice.bench.rivals;

import io.sluice.control.box.Distribution;
import io.sluice.control.box.RegistryProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rivals' plugins and the registry that one of their formats needs. They lie beside what is
 * built here, and Maven brings them when they are used for the first time.
 *
 * @param distribution of Sluice, in a folder of the project
 */
record RivalPrograms(Distribution distribution) {

  /** What Maven makes last of the plugins. */
  private static final String LAST = "apicurio-converter/apicurio-converter-service.jar";

  /** For {@code plugin.path}. */
  Path plugins() {
    Path plugins = root().resolve("tests/bench/target/rivals/plugins");
    if (!Files.exists(plugins.resolve(LAST))) {
      maven().run("Debezium's connectors", List.of("-f", "tests/bench/rivals/pom.xml", "package"));
    }
    return plugins;
  }

  RegistryProgram registry() {
    if (!Files.isDirectory(distribution.home().resolveSibling("registry"))) {
      maven().run("Apicurio's registry", List.of("-pl", "control", "dependency:unpack@registry"));
    }
    return RegistryProgram.of(distribution);
  }

  private Maven maven() {
    return new Maven(root());
  }

  /** The distribution is built in {@code control/target/sluice}. */
  private Path root() {
    return distribution.home().resolve("../../..").normalize();
  }
}
