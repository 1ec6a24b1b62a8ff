package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.probe.Probe;
import io.sluice.control.probe.ProbeResult;
import io.sluice.control.probe.Stage;
import io.sluice.control.report.Console;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice probe}: does a message come through, and how fast? */
@Command(
    name = "probe",
    description = "Writes a message into the source's log and follows it into every target.",
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;

  @Option(
      names = "--timeout",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "After which it counts as lost (default: ${DEFAULT-VALUE}).")
  private long timeout;

  @Override
  public Integer call() throws SQLException {
    if (timeout <= 0) {
      throw new Problem("--timeout must be positive");
    }
    Console console = output.console();
    Migration migration = options.running();
    ProbeResult result =
        new Probe(
                migration,
                ConnectRest.of(migration),
                new TopicConsumers(migration.bootstrapServers().orElseThrow()),
                Duration.ofSeconds(timeout))
            .run();
    result.stages().forEach(stage -> console.say(line(stage)));
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }

  private static String line(Stage stage) {
    return String.format(
        Locale.ROOT,
        "%-24s %-5s %6d ms  %s",
        stage.stage(),
        stage.reached() ? "OK" : "LOST",
        stage.millis(),
        stage.detail());
  }
}
