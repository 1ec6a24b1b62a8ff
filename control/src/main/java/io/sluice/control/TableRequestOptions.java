package io.sluice.control;

import io.sluice.control.migration.Migration;
import io.sluice.control.operate.TableRequest;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands have in common that ask a running connector for a table. */
final class TableRequestOptions {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Parameters(paramLabel = "TABLE", description = "schema.table, as the source has it.")
  private String table;

  @Option(names = "--wait", description = "Return when its rows are in the topic.")
  private boolean wait;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long to wait (default: ${DEFAULT-VALUE}).")
  private long timeout;

  String table() {
    return table;
  }

  /** Makes the request, or says what it would do. */
  int call(BiFunction<Migration, Patience, TableRequest> maker) throws SQLException {
    Console console = output.console();
    TableRequest request =
        maker.apply(options.running(), Patience.of(Duration.ofSeconds(timeout)).telling(console));
    if (change.dryRun()) {
      request.rehearse(console);
    } else {
      request.run(wait, console);
    }
    if (output.json()) {
      console.json(Map.of("ok", true, "table", table, "dry_run", change.dryRun()));
    }
    return Exit.GOOD;
  }
}
