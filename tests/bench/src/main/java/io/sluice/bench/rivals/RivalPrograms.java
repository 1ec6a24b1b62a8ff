package io.sluice.bench.rivals;

import io.sluice.control.box.Distribution;
import io.sluice.control.box.RegistryProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rivals' plugins and the registry that one of their formats needs. They lie beside what is
 * built here, and Maven brings them when they are used for the first time.
 *
 * @param distribution of Sluice, in a folder of the project
 */
public record RivalPrograms(Distribution distribution) {

  private static final String PLUGINS = "tests/bench/target/rivals/plugins";
  private static final List<String> VERSIONED =
      List.of(
          "debezium-connector-postgres",
          "debezium-connector-jdbc",
          "apicurio-registry-utils-converter");

  /** What Maven makes last of the plugins. */
  private static final String LAST = "apicurio-converter/apicurio-converter-service.jar";

  /** For {@code plugin.path}. */
  public Path plugins() {
    Path plugins = root().resolve(PLUGINS);
    Path pom = root().resolve("tests/bench/rivals/pom.xml");
    if (!isNewer(plugins.resolve(LAST), pom)) {
      maven().run("Debezium's connectors", List.of("-f", pom.toString(), "clean", "package"));
    }
    return plugins;
  }

  public RegistryProgram registry() {
    if (!Files.isDirectory(distribution.home().resolveSibling("registry"))) {
      maven().run("Apicurio's registry", List.of("-pl", "control", "dependency:unpack@registry"));
    }
    return RegistryProgram.of(distribution);
  }

  /** What they are, as far as they have been used. */
  Map<String, String> versions() {
    Path plugins = root().resolve(PLUGINS);
    Map<String, String> versions = new TreeMap<>();
    for (String program : VERSIONED) {
      jars(plugins)
          .map(jar -> Pattern.compile(program + "-(\\d.*)\\.jar").matcher(jar))
          .filter(Matcher::matches)
          .forEach(jar -> versions.put(program, jar.group(1)));
    }
    return versions;
  }

  private static Stream<String> jars(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    } catch (NoSuchFileException unused) {
      return Stream.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read the folder " + folder, failed);
    }
  }

  private static boolean isNewer(Path file, Path than) {
    try {
      return Files.exists(file)
          && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file + " and " + than, failed);
    }
  }

  private Maven maven() {
    return new Maven(root());
  }

  /** The distribution is built in {@code control/target/sluice}. */
  private Path root() {
    return distribution.home().resolve("../../..").normalize();
  }
}
