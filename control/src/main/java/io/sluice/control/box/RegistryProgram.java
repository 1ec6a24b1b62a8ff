package io.sluice.control.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Apicurio's schema registry, unpacked from its archive. It is not part of the distribution, which
 * would be twice as large with it: it lies beside, and only once somebody has asked for it.
 *
 * @param jar what is run; its libraries lie in {@code lib} beside it
 */
public record RegistryProgram(Path jar) {

  /** What brings it there, in the repository's folder. */
  private static final String COMMAND = "mvn -pl control dependency:unpack@registry";

  /**
   * The one that belongs to a distribution, in {@code registry} beside its folder.
   *
   * @throws BoxException it was never unpacked
   */
  public static RegistryProgram of(Distribution distribution) {
    Path folder = distribution.home().resolveSibling("registry");
    return jars(folder).stream()
        .findFirst()
        .map(RegistryProgram::new)
        .orElseThrow(
            () ->
                new BoxException(
                    "no schema registry in "
                        + folder
                        + "; start with ./sluice, which gets it, or run "
                        + COMMAND));
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith("-runner.jar")).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read the folder " + folder, failed);
    }
  }
}
