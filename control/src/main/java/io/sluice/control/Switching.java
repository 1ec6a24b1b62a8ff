package io.sluice.control;

import io.sluice.control.box.Distribution;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.cutover.Direction;
import io.sluice.control.cutover.Move;
import io.sluice.control.cutover.Route;
import io.sluice.control.cutover.SwitchOptions;
import io.sluice.control.cutover.SwitchResult;
import io.sluice.control.cutover.Switchover;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import java.sql.SQLException;

/**
 * What {@code cutover} and {@code rollback} do alike.
 *
 * @param output how it prints
 * @param dryRun whether to change nothing
 */
record Switching(OutputOptions output, boolean dryRun) {

  int run(Migration migration, Direction direction, SwitchOptions options) throws SQLException {
    Console console = output.console();
    Move move =
        new Move(
            new Route(migration, direction),
            options,
            ConnectRest.of(migration),
            new TopicConsumers(migration.bootstrapServers().orElseThrow()),
            Distribution.installed().connectConfigs(),
            console);
    Switchover switchover = new Switchover(move);
    SwitchResult result = dryRun ? switchover.plan() : switchover.run();
    result.facts().comparison().ifPresent(comparison -> comparison.print(console));
    console.say(result.sentence());
    if (output.json()) {
      console.json(result.report());
    }
    return result.isGood() ? Exit.GOOD : Exit.DIFFERENT;
  }
}
