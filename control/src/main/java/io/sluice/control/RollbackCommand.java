package io.sluice.control;

import io.sluice.control.cutover.Direction;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice rollback}: moves the writers back to the source. */
@Command(
    name = "rollback",
    description =
        "Takes a cutover back: moves the writers to the source again, with everything that was"
            + " written on the target.",
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;
  @Mixin private SwitchFlags flags;

  @Override
  public Integer call() throws SQLException {
    return new Switching(output, change.dryRun())
        .run(
            options.running(), Direction.ROLLBACK, flags.options(options.cutoverSettings(), false));
  }
}
