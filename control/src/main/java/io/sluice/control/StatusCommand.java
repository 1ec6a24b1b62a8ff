package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Picture;
import io.sluice.control.status.Phase;
import io.sluice.control.status.Status;
import io.sluice.control.status.StatusReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice status}: phase, rows and percent of every table, lag. */
@Command(
    name = "status",
    description = "Shows where a migration is.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private static final Patience REFRESH = new Patience(Duration.ofSeconds(1), Duration.ofDays(1));

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;

  @Option(
      names = "--watch",
      description = "Go on until the command is interrupted or a connector fails.")
  private boolean watch;

  @Override
  public Integer call() throws SQLException {
    Migration migration = options.running();
    ConnectRest rest = ConnectRest.at(migration.connectUrl().orElseThrow());
    TopicConsumers topics = new TopicConsumers(migration.bootstrapServers().orElseThrow());
    try (StatusReader reader = new StatusReader(migration, rest, topics)) {
      Status status = watch ? watch(reader) : reader.read();
      print(status);
      return status.phase() == Phase.FAILED ? Exit.UNABLE : Exit.GOOD;
    }
  }

  private Status watch(StatusReader reader) throws SQLException {
    Picture picture = new Picture(output.console());
    Status status = reader.read();
    while (status.phase() != Phase.FAILED) {
      picture.show(status.headline(), status.bars());
      if (output.json()) {
        output.console().json(status.report());
      }
      REFRESH.pause();
      status = reader.read();
    }
    return status;
  }

  private void print(Status status) {
    Console console = output.console();
    console.say(status.headline());
    status.bars().forEach(console::say);
    if (output.json()) {
      console.json(status.report());
    }
  }
}
