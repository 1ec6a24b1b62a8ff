package io.sluice.fault.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.control.box.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code sluice} command as a process of its own.
 *
 * @param migration the file that each command is given
 */
record SluiceCommand(Path migration) {

  /**
   * What became of one command.
   *
   * @param exit its code
   * @param report the last line of its output
   */
  record Outcome(int exit, JsonNode report) {}

  /** Runs one to its end. */
  Outcome run(String command, String... more) throws IOException, InterruptedException {
    Path out = Files.createTempFile("sluice-out", ".txt");
    Path err = Files.createTempFile("sluice-err", ".txt");
    Process process =
        new ProcessBuilder(line(command, more))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int exit = process.waitFor();
    List<String> lines = Files.readAllLines(out);
    if (lines.isEmpty()) {
      throw new IllegalStateException("sluice " + command + ": " + Files.readString(err));
    }
    JsonNode report = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    Files.delete(out);
    Files.delete(err);
    return new Outcome(exit, report);
  }

  private List<String> line(String command, String... more) {
    Path home = Distribution.installed().home();
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
    line.add("-D" + Distribution.HOME + "=" + home);
    line.addAll(List.of("-cp", home.resolve("lib") + "/*", "io.sluice.control.Sluice"));
    line.addAll(List.of(command, "-c", migration.toString(), "--json"));
    line.addAll(List.of(more));
    return line;
  }
}
