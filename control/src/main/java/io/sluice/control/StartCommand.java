package io.sluice.control;

import io.sluice.control.box.Box;
import io.sluice.control.box.Distribution;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Deployment;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice start}: checks both connectors and creates them. */
@Command(
    name = "start",
    description = "Checks a migration and starts its connectors; can be run again.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

  private static final Patience RUNNING = Patience.of(Duration.ofSeconds(90));

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Override
  public Integer call() throws SQLException {
    Console console = output.console();
    Distribution distribution = Distribution.installed();
    Migration migration =
        change.dryRun()
            ? options.running()
            : options.located(() -> Box.up(options.box(), distribution));
    ConnectRest rest = ConnectRest.of(migration);
    ConnectorConfigs configs =
        ConnectorConfigs.of(migration, distribution.connectConfigs())
            .keepingOrigin(rest.config(migration.sourceConnector()));
    start(migration, new Deployment(rest, configs), console);
    if (output.json()) {
      console.json(Map.of("ok", true, "connect_url", rest.http().url().toString()));
    }
    return Exit.GOOD;
  }

  /** What is wrong with a server is told in the connectors' words, before a lock is taken there. */
  private void start(Migration migration, Deployment deployment, Console console)
      throws SQLException {
    String both = migration.sourceConnector() + " and " + migration.sinkConnector();
    deployment.check();
    if (change.dryRun()) {
      console.say("Nothing stands in the way; would create or change " + both + ".");
      return;
    }
    try (OperatorLock ours = OperatorLock.take(migration, "start")) {
      deployment.deploy(RUNNING.telling(console));
    }
    console.say(both + " run.");
  }
}
