package io.sluice.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository that are no classes. */
final class Repository {

  static final Path ROOT = Path.of(System.getProperty("sluice.root")).toAbsolutePath().normalize();

  private Repository() {}

  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** YAML, of which JSON is a part. */
  static JsonNode tree(String path) {
    try {
      return new YAMLMapper().readTree(text(path));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The files whose names end so, by their paths from the root; what is built does not count. */
  static List<String> files(String suffix) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> ROOT.relativize(file).toString())
          .filter(file -> file.endsWith(suffix) && !file.contains("target/"))
          .filter(file -> !file.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<String> names(String folder, String suffix) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
