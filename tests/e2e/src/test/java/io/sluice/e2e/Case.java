package io.sluice.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of scripts: one migration and what has to come of it.
 *
 * <ul>
 *   <li>{@code schema.sql} and {@code before.sql} make the source before anything starts;
 *   <li>{@code target.sql} makes what the target has beforehand;
 *   <li>{@code during.sql} runs on the source as soon as the stream is open, while the tables are
 *       being copied;
 *   <li>{@code after.sql} runs on the source when every table is copied;
 *   <li>{@code spoil.sql} runs on the target when everything is over there, and {@code sluice
 *       verify --repair} mends what it does;
 *   <li>{@code expect.json} is the {@link Expectation}.
 * </ul>
 *
 * <p>Only {@code schema.sql} and {@code expect.json} have to be there.
 *
 * @param folder named like the case
 */
record Case(Path folder) {

  private static final Path ALL = Path.of("src", "test", "resources", "cases");

  /** Every case, by name. */
  static List<Case> all() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.sorted().map(Case::new).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("no cases in " + ALL.toAbsolutePath(), failed);
    }
  }

  /** Lower-case letters, digits and hyphens. */
  String name() {
    return folder.getFileName().toString();
  }

  Expectation expectation() {
    return Expectation.read(folder.resolve("expect.json"));
  }

  Script schema() {
    return Script.read(folder.resolve("schema.sql"));
  }

  Script before() {
    return script("before.sql");
  }

  Script target() {
    return script("target.sql");
  }

  Script during() {
    return script("during.sql");
  }

  Script after() {
    return script("after.sql");
  }

  Script spoil() {
    return script("spoil.sql");
  }

  private Script script(String name) {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Script.read(file) : Script.EMPTY;
  }
}
