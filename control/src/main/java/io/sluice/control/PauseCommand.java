package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.Migration;
import io.sluice.control.operate.Halves;
import io.sluice.control.operate.Pausing;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice pause}: holds a migration's connectors where they are. */
@Command(
    name = "pause",
    description = "Pauses both connectors, or one of them; the source keeps its log meanwhile.",
    mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Option(names = "--source", description = "The source connector only.")
  private boolean source;

  @Option(names = "--sink", description = "The sink connector only.")
  private boolean sink;

  @Override
  public Integer call() throws SQLException {
    Console console = output.console();
    Migration migration = options.running();
    Pausing pausing =
        new Pausing(
            migration,
            ConnectRest.at(migration.connectUrl().orElseThrow()),
            Halves.named(source, sink),
            Patience.of(LIMIT).telling(console));
    Map<String, Object> report = pause(pausing, console);
    if (output.json()) {
      console.json(report);
    }
    return Exit.GOOD;
  }

  private Map<String, Object> pause(Pausing pausing, Console console) throws SQLException {
    if (!change.dryRun()) {
      return pausing.pause(console);
    }
    pausing.rehearse("pause", console);
    return Map.of("ok", true, "dry_run", true);
  }
}
