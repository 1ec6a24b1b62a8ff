package io.sluice.control;

import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.verify.Verification;
import io.sluice.control.verify.VerificationResult;
import io.sluice.control.verify.VerifyOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice verify}: are both databases equal, while changes flow? */
@Command(
    name = "verify",
    description =
        "Compares both databases row by row while changes flow; goes on where it was interrupted.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Option(
      names = "--repair",
      description =
          "Mend what differs: read its ranges again, delete what the target has too much.")
  private boolean repair;

  @Option(names = "--restart", description = "Begin anew, also after an interrupted run.")
  private boolean restart;

  @Option(
      names = "--jobs",
      defaultValue = "1",
      paramLabel = "TABLES",
      description = "How many tables at the same time (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--max-rate",
      defaultValue = "0",
      paramLabel = "ROWS",
      description = "The most rows to read in a second on each side (default: no limit).")
  private long maxRate;

  @Option(
      names = "--patience",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description =
          "How long to look at rows that change all the time, and to wait for transactions that"
              + " write (default: ${DEFAULT-VALUE}).")
  private long patience;

  @Override
  public Integer call() throws SQLException {
    VerifyOptions wanted =
        new VerifyOptions(repair, restart, jobs, maxRate, Duration.ofSeconds(patience));
    Console console = output.console();
    if (change.dryRun()) {
      Verification.of(options.running(), wanted).plan().forEach(console::say);
      return Exit.GOOD;
    }
    VerificationResult result = verify(options.running(), wanted, console);
    result.print(console);
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }

  /** Others may work on the migration meanwhile, as long as nothing is mended. */
  private static VerificationResult verify(
      Migration migration, VerifyOptions wanted, Console console) throws SQLException {
    String name = migration.name() + ", its verification";
    try (OperatorLock only = OperatorLock.take(migration.source().database(), name, "verify")) {
      if (!wanted.repair()) {
        return Verification.of(migration, wanted).run(console);
      }
      try (OperatorLock lock = OperatorLock.take(migration, "verify")) {
        return Verification.of(migration, wanted).run(console);
      }
    }
  }
}
