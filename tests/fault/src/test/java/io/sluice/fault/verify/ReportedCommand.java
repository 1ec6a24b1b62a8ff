package io.sluice.fault.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testkit.SluiceCommand;
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
record ReportedCommand(Path migration) {

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
    List<String> arguments =
        new ArrayList<>(List.of(command, "-c", migration.toString(), "--json"));
    arguments.addAll(List.of(more));
    return SluiceCommand.line(List.of("-Xmx512m"), arguments.toArray(String[]::new));
  }
}
