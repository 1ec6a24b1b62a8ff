package io.sluice.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.testkit.SluiceCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code sluice} command as a process of its own.
 *
 * @param folder its current directory
 * @param environment variables beside this process's own
 */
record Command(Path folder, Map<String, String> environment) {

  private static final int PATIENCE_SECONDS = 600;

  /**
   * What became of one command.
   *
   * @param exit its code
   * @param out what it wrote for scripts, and without {@code --json} for people
   * @param err what it wrote else
   */
  record Outcome(int exit, String out, String err) {

    /** The last line as JSON. */
    JsonNode json() throws IOException {
      List<String> lines = out.lines().toList();
      return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
  }

  /** Runs one to its end. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    // Files, not pipes: a box that stays would keep a pipe open.
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(SluiceCommand.line(List.of(), arguments))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("sluice " + String.join(" ", arguments) + " does not end");
    }
    Outcome outcome =
        new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    Files.delete(out);
    Files.delete(err);
    return outcome;
  }
}
