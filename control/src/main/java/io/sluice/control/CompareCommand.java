package io.sluice.control;

import io.sluice.control.compare.Comparison;
import io.sluice.control.report.Console;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice compare}: are both databases equal? */
@Command(
    name = "compare",
    description = "Compares both databases table by table, by count and hash; for a quiet pair.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws SQLException {
    Console console = output.console();
    Comparison comparison = Comparison.of(options.migration());
    comparison.print(console);
    if (output.json()) {
      console.json(comparison.report());
    }
    return comparison.mismatches() == 0 ? Exit.GOOD : Exit.DIFFERENT;
  }
}
