package io.sluice.control;

import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.control.schema.Half;
import io.sluice.control.schema.MappingText;
import io.sluice.control.schema.SchemaCopy;
import io.sluice.control.schema.SchemaResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice schema}: copies what the target needs before and after the data. */
@Command(
    name = "schema",
    description = {
      "Copies definitions to the target, in two halves: what the data needs, and what is better"
          + " made once the data is there. Without a half, says what is to be done for both.",
      "Can be interrupted and run again; what is there already stays as it is."
    },
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @ArgGroup(exclusive = true)
  private Halves halves = new Halves();

  @Option(
      names = "--map",
      paramLabel = "OLD=NEW",
      description =
          "Another name on the target: schema=schema or schema.table=schema.table; may be"
              + " repeated. The migration's renames count too.")
  private List<String> map = new ArrayList<>();

  @Option(
      names = "--jobs",
      defaultValue = "2",
      paramLabel = "TABLES",
      description = "How many tables get indexes at the same time (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--timeout",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long to wait for each lock (default: ${DEFAULT-VALUE}).")
  private long timeout;

  /** The halves. */
  private static final class Halves {

    @Option(
        names = "--before-data",
        description = "Make schemas, extensions, types, sequences, tables and keys.")
    private boolean before;

    @Option(
        names = "--after-data",
        description = "Make indexes, constraints, comments, grants, and triggers, disabled.")
    private boolean after;

    Half chosen() {
      return before ? Half.BEFORE_DATA : after ? Half.AFTER_DATA : Half.BOTH;
    }
  }

  @Override
  public Integer call() throws SQLException {
    if (jobs < 1 || timeout <= 0) {
      throw new Problem("--jobs and --timeout must be positive");
    }
    Console console = output.console();
    Migration migration = options.migration();
    SchemaResult result = result(migration, console);
    result.print(console);
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }

  private SchemaResult result(Migration migration, Console console) throws SQLException {
    SchemaCopy copy = new SchemaCopy(migration, MappingText.of(migration, map));
    Half half = halves.chosen();
    if (change.dryRun() || half == Half.BOTH) {
      return copy.look(half);
    }
    Patience patience = Patience.of(Duration.ofSeconds(timeout)).telling(console);
    try (OperatorLock ours = OperatorLock.take(migration, "schema")) {
      return copy.run(half, jobs, patience, console);
    }
  }
}
