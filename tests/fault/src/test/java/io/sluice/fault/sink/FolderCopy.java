package io.sluice.fault.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
final class FolderCopy {

  private FolderCopy() {}

  /** Makes a folder what another is. */
  static void replace(Path folder, Path by) throws IOException {
    Files.createDirectories(folder);
    for (Path old : below(folder, Comparator.reverseOrder())) {
      Files.delete(old);
    }
    for (Path path : below(by, Comparator.naturalOrder())) {
      Files.copy(
          path, folder.resolve(by.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static List<Path> below(Path folder, Comparator<Path> order) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !path.equals(folder)).sorted(order).toList();
    }
  }
}
