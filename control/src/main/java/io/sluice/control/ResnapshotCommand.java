package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.Migration;
import io.sluice.control.operate.Resnapshot;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice resnapshot}: reads a table of a running migration again. */
@Command(
    name = "resnapshot",
    description = "Has a table, or a range of its keys, read again beside the stream.",
    mixinStandardHelpOptions = true)
final class ResnapshotCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "TABLE", description = "schema.table, as the source has it.")
  private String table;

  @Option(
      names = "--after",
      paramLabel = "VALUE",
      description = "Only keys greater than this; given again for each further column of the key.")
  private List<String> after = List.of();

  @Option(
      names = "--up-to",
      paramLabel = "VALUE",
      description = "Only keys not greater than this; given again for each further column.")
  private List<String> upTo = List.of();

  @Option(names = "--wait", description = "Return when the rows are in the topic.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeout;

  @Override
  public Integer call() throws SQLException {
    Console console = output.console();
    Migration migration = options.running();
    Resnapshot resnapshot =
        new Resnapshot(
            migration,
            ConnectRest.at(migration.connectUrl().orElseThrow()),
            new Resnapshot.Rows(table, after, upTo),
            Patience.of(Duration.ofSeconds(timeout)).telling(console));
    if (change.dryRun()) {
      resnapshot.rehearse(console);
    } else {
      resnapshot.run(wait, console);
    }
    if (output.json()) {
      console.json(Map.of("ok", true, "table", table, "dry_run", change.dryRun()));
    }
    return Exit.GOOD;
  }
}
