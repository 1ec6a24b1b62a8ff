package io.sluice.control;

import io.sluice.control.operate.Pausing;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice resume}: lets a migration's connectors go on. */
@Command(
    name = "resume",
    description =
        "Lets connectors go on that were paused or stopped, or have failed, from where they were.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

  private static final Patience LIMIT = Patience.of(Duration.ofSeconds(90));

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;
  @Mixin private HalvesOptions halves;

  @Override
  public Integer call() throws SQLException {
    Console console = output.console();
    Pausing pausing = Pausing.of(options.running(), halves.halves(), LIMIT.telling(console));
    Map<String, Object> report =
        change.dryRun() ? pausing.rehearse("resume", console) : pausing.resume(console);
    if (output.json()) {
      console.json(report);
    }
    return Exit.GOOD;
  }
}
