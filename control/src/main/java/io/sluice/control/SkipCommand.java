package io.sluice.control;

import io.sluice.change.Lsn;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.operate.Skip;
import io.sluice.control.operate.SkipRequest;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice skip}: lets the sink leave out one transaction of the source. */
@Command(
    name = "skip",
    description =
        "Lets the sink leave out one transaction that the target does not take, on record.",
    mixinStandardHelpOptions = true)
final class SkipCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Option(
      names = "--position",
      defaultValue = "",
      paramLabel = "LSN",
      description = "Where the transaction commits, as the sink's message has it.")
  private String position;

  @Option(
      names = "--record",
      defaultValue = "",
      paramLabel = "TOPIC-PARTITION-OFFSET",
      description = "One of its changes, as the sink's message has it.")
  private String record;

  @Option(
      names = "--reason",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "Why; kept in sluice.skips.")
  private String reason;

  @Option(names = "--mended", description = "Notes that the tables have what was left out.")
  private boolean mended;

  @Option(
      names = "--timeout",
      defaultValue = "120",
      paramLabel = "SECONDS",
      description = "How long to wait until the sink is past it (default: ${DEFAULT-VALUE}).")
  private long timeout;

  @Override
  public Integer call() throws SQLException {
    if (position.isBlank() == record.isBlank()) {
      throw new Problem("name the transaction by --position or by --record");
    }
    if (reason.isBlank() && !mended) {
      throw new Problem("say why with --reason: it is kept with the transaction");
    }
    Console console = output.console();
    Map<String, Object> report = new LinkedHashMap<>(Map.of("ok", true));
    Skip skip = skip(options.running(), console);
    if (change.dryRun()) {
      skip.rehearse(console);
      report.put("dry_run", true);
    } else {
      Lsn at = mended ? skip.mended(console) : skip.run(console);
      report.put("position", at.toString());
    }
    if (output.json()) {
      console.json(report);
    }
    return Exit.GOOD;
  }

  private Skip skip(Migration migration, Console console) {
    return new Skip(
        migration,
        ConnectRest.of(migration),
        new TopicConsumers(migration.bootstrapServers().orElseThrow()),
        new SkipRequest(position, record, reason, System.getProperty("user.name", "unknown")),
        Patience.of(Duration.ofSeconds(timeout)).telling(console));
  }
}
