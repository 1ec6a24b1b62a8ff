package io.sluice.control;

import io.sluice.control.cutover.Direction;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice cutover}: moves the writers from the source to the target. */
@Command(
    name = "cutover",
    description = {
      "Moves the writers to the target: stops them, brings over what is left, sets sequences ahead,"
          + " compares, runs the switch command and opens the target.",
      "Goes back by itself if something fails before that; finishes or takes back what was killed"
          + " when it is run again."
    },
    mixinStandardHelpOptions = true)
final class CutoverCommand implements Callable<Integer> {

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;
  @Mixin private SwitchFlags flags;

  @Option(
      names = "--one-way",
      description = "Make no pipeline back: there will be no rollback with what was written since.")
  private boolean oneWay;

  @Override
  public Integer call() throws SQLException {
    return new Switching(output, change.dryRun())
        .run(
            options.running(), Direction.CUTOVER, flags.options(options.cutoverSettings(), oneWay));
  }
}
