package io.sluice.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
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

  /**
   * The files whose names end so, by their paths from the root. What is built does not count, and
   * is not looked at: servers of tests that run meanwhile make and delete files there.
   */
  static List<String> files(String suffix) {
    List<String> files = new ArrayList<>();
    try {
      Files.walkFileTree(ROOT, new Sources(suffix, files));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return files.stream().sorted().toList();
  }

  /** Goes into no hidden folder, and none that holds what is built. */
  private static final class Sources extends SimpleFileVisitor<Path> {

    private final String suffix;
    private final List<String> found;

    Sources(String suffix, List<String> found) {
      this.suffix = suffix;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean isBuilt = name.equals("target") && Files.exists(folder.resolveSibling("pom.xml"));
      return (isBuilt || name.startsWith(".")) && !folder.equals(ROOT)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = ROOT.relativize(file).toString();
      if (path.endsWith(suffix)) {
        found.add(path);
      }
      return FileVisitResult.CONTINUE;
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
