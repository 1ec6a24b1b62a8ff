package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.Migration;
import io.sluice.control.operate.TableAddition;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice add-table}: takes one more table into a running migration. */
@Command(
    name = "add-table",
    description = "Takes one more table into a running migration.",
    mixinStandardHelpOptions = true)
final class AddTableCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "TABLE", description = "schema.table, as the source has it.")
  private String table;

  @Option(names = "--wait", description = "Return when the table is in its topic.")
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
    TableAddition addition =
        new TableAddition(
            migration,
            ConnectRest.at(migration.connectUrl().orElseThrow()),
            table,
            Patience.of(Duration.ofSeconds(timeout)).telling(console));
    if (change.dryRun()) {
      addition.rehearse(console);
    } else {
      addition.run(wait, console);
    }
    if (output.json()) {
      console.json(Map.of("ok", true, "table", table, "dry_run", change.dryRun()));
    }
    return Exit.GOOD;
  }
}
