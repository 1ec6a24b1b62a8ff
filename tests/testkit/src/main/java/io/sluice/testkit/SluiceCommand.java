package io.sluice.testkit;

import io.sluice.control.box.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code sluice} command as a process that may be killed.
 *
 * @param process of it
 * @param output what it writes, for people and for scripts
 */
public record SluiceCommand(Process process, Path output) {

  private static final int PATIENCE_SECONDS = 300;

  /** Starts one; its output goes into a new file of the folder. */
  public static SluiceCommand start(Path folder, String... arguments) {
    try {
      Path output = Files.createTempFile(folder, "sluice", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(line(List.of(), arguments))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      return new SluiceCommand(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException("sluice cannot be started", e);
    }
  }

  /**
   * What starts one.
   *
   * @param jvm options of its JVM beside the usual
   */
  public static List<String> line(List<String> jvm, String... arguments) {
    Path home = Distribution.installed().home();
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    line.addAll(jvm);
    line.add("-D" + Distribution.HOME + "=" + home);
    line.addAll(List.of("-cp", home.resolve("lib") + "/*", "io.sluice.control.Sluice"));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Kills it as {@code kill -9} does, and returns when it is gone. */
  public void kill9() {
    process.destroyForcibly();
    await();
  }

  /** Waits for its end. */
  public int await() {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new AssertionError("sluice does not end: " + words());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** All that it has written. */
  public String words() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
