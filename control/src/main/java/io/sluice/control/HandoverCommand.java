package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.handover.Handover;
import io.sluice.control.handover.HandoverOptions;
import io.sluice.control.handover.HandoverResult;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice handover}: ends a migration in native logical replication. */
@Command(
    name = "handover",
    description =
        "Stops the connectors and lets the target subscribe at exactly where they ended; writers go"
            + " on.",
    mixinStandardHelpOptions = true)
final class HandoverCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Option(
      names = "--subscription",
      paramLabel = "NAME",
      description = "The subscription's name. Default: the slot's.")
  private String subscription;

  @Option(
      names = "--source-conninfo",
      defaultValue = "",
      paramLabel = "WORDS",
      description =
          "How the target reaches the source, where that is otherwise than the migration says, such"
              + " as \"host=10.0.0.5\"; what is not said is taken from the migration. The target"
              + " keeps it, with the password, in pg_subscription.")
  private String conninfo;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long each step may wait (default: ${DEFAULT-VALUE}).")
  private long timeout;

  @Override
  public Integer call() throws SQLException {
    if (timeout <= 0) {
      throw new Problem("--timeout must be positive");
    }
    Console console = output.console();
    Handover handover = handover(options.running(), console);
    return change.dryRun() ? rehearse(handover, console) : run(handover, console);
  }

  private int rehearse(Handover handover, Console console) throws SQLException {
    handover.rehearse(console);
    if (output.json()) {
      console.json(Map.of("ok", true, "dry_run", true));
    }
    return Exit.GOOD;
  }

  private int run(Handover handover, Console console) throws SQLException {
    HandoverResult result = handover.run(console);
    console.say(
        "subscription %s goes on by itself; sluice cleanup --connectors --topics takes away what is no longer needed"
            .formatted(result.subscription()));
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }

  private Handover handover(Migration migration, Console console) {
    String name = subscription == null ? migration.source().slot() : subscription;
    return new Handover(
        migration,
        ConnectRest.of(migration),
        new TopicConsumers(migration.bootstrapServers().orElseThrow()),
        new HandoverOptions(name, conninfo),
        Patience.of(Duration.ofSeconds(timeout)).telling(console));
  }
}
