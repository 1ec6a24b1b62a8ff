package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.cutover.Cutover;
import io.sluice.control.cutover.CutoverResult;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice cutover}: brings the target to exactly where the source is. */
@Command(
    name = "cutover",
    description = "With writers stopped: drains, sets sequences ahead and compares.",
    mixinStandardHelpOptions = true)
final class CutoverCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;

  @Option(
      names = "--sequence-margin",
      defaultValue = "0",
      paramLabel = "VALUES",
      description = "How many values to skip in each sequence (default: ${DEFAULT-VALUE}).")
  private long margin;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long each step may wait (default: ${DEFAULT-VALUE}).")
  private long timeout;

  @Override
  public Integer call() throws SQLException {
    if (margin < 0 || timeout <= 0) {
      throw new Problem("--sequence-margin must not be negative, and --timeout must be positive");
    }
    Console console = output.console();
    CutoverResult result = cutover(options.running()).run(console);
    result.comparison().print(console);
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }

  private Cutover cutover(Migration migration) {
    return new Cutover(
        migration,
        ConnectRest.at(migration.connectUrl().orElseThrow()),
        new TopicConsumers(migration.bootstrapServers().orElseThrow()),
        margin,
        Patience.of(Duration.ofSeconds(timeout)));
  }
}
