package io.sluice.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy of the launcher in a folder where all is built, with a Maven and a Java beside it that
 * only write down what they were asked for.
 *
 * @param folder of it all; the repository in it is {@code root}
 */
record LauncherStage(Path folder) {

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
      while [ "$1" != io.sluice.control.Sluice ]; do shift; done
      shift
      echo "$*" >>../java.log
      """;

  /** Unpacks a file for the wish {@code dependency:unpack@postgres-15}, unless told to fail. */
  private static final String MAVEN =
      """
      #!/bin/sh
      for wish in "$@"; do :; done
      echo "$wish" >>../mvn.log
      [ ! -f ../offline ] || exit 1
      to=control/target/postgres/${wish##*-}
      mkdir -p "$to" && touch "$to/archive"
      """;

  static LauncherStage in(Path folder) {
    LauncherStage stage = new LauncherStage(folder);
    try {
      Path root = Files.createDirectories(stage.root());
      Files.copy(Repository.ROOT.resolve("sluice"), root.resolve("sluice"));
      Files.copy(Repository.ROOT.resolve("pom.xml"), root.resolve("pom.xml"));
      Files.createDirectories(root.resolve("control/target/sluice/lib"));
      program(folder.resolve("jdk/bin/java"), JAVA);
      program(folder.resolve("maven/mvn"), MAVEN);
      return stage;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Path root() {
    return folder.resolve("root");
  }

  /** Runs {@code ./sluice} to its end, and returns its exit code. */
  int run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("bash", "sluice"));
    line.addAll(List.of(arguments));
    ProcessBuilder launcher = new ProcessBuilder(line).directory(root().toFile());
    launcher.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    launcher.environment().merge("PATH", folder.resolve("maven") + ":", (old, own) -> own + old);
    launcher.redirectErrorStream(true);
    launcher.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
    try {
      return launcher.start().waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** What Maven was to do, one line a call. */
  List<String> downloads() {
    return lines("mvn.log");
  }

  /** The commands that were run in the end. */
  List<String> commands() {
    return lines("java.log");
  }

  /** What the launcher told the person. */
  List<String> said() {
    return lines("said");
  }

  /** From now on Maven reaches no registry. */
  void cutOff() {
    write(folder.resolve("offline"), "");
  }

  /** Replaces words in the parent's pom, long enough ago for the build to have them. */
  void edit(String before, String after) {
    Path pom = root().resolve("pom.xml");
    try {
      write(pom, Files.readString(pom).replace(before, after));
      Files.setLastModifiedTime(pom, FileTime.fromMillis(0));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<String> lines(String name) {
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
