package io.sluice.control.cutover;

import io.sluice.control.migration.Database;
import io.sluice.control.report.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The command that moves the application over. It may be run twice: whoever comes after a crash
 * cannot know whether it has come to its end.
 *
 * @param command for {@code sh -c}
 * @param limit how long it may take
 */
record SwitchHook(String command, Duration limit) {

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /**
   * Runs it, with the endpoints in its environment.
   *
   * @param output hears its lines
   * @throws Problem if it does not end, or not with 0
   */
  void run(Route route, Consumer<String> output) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    describe(route, builder.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      await(process, listen(process, output));
    } catch (IOException e) {
      throw new Problem("the switch command cannot be run: " + e.getMessage(), e);
    }
  }

  private void await(Process process, Thread listener) {
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new Problem("the switch command does not end within " + limit.toSeconds() + " s");
      }
      // A child that it leaves behind may keep the pipe open.
      listener.join(LAST_WORDS.toMillis());
      if (process.exitValue() != 0) {
        throw new Problem("the switch command ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted during the switch command", e);
    }
  }

  private static Thread listen(Process process, Consumer<String> output) {
    Thread listener = new Thread(() -> read(process, output), "sluice-switch-output");
    listener.setDaemon(true);
    listener.start();
    return listener;
  }

  private static void read(Process process, Consumer<String> output) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(output);
    } catch (IOException | UncheckedIOException killed) {
      output.accept("(its output ended early)");
    }
  }

  private static void describe(Route route, Map<String, String> environment) {
    environment.put("SLUICE_MIGRATION", route.migration().name());
    environment.put("SLUICE_DIRECTION", route.direction().word());
    put(environment, "SLUICE_SOURCE_", route.migration().source().database());
    put(environment, "SLUICE_TARGET_", route.migration().target());
    put(environment, "SLUICE_TO_", route.to());
  }

  private static void put(Map<String, String> environment, String prefix, Database database) {
    environment.put(prefix + "HOST", database.endpoint().host());
    environment.put(prefix + "PORT", Integer.toString(database.endpoint().port()));
    environment.put(prefix + "DATABASE", database.endpoint().database());
  }
}
