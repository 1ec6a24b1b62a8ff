package io.sluice.control;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Picture;
import io.sluice.control.status.Overview;
import io.sluice.control.status.OverviewReader;
import io.sluice.control.status.Phase;
import io.sluice.control.status.Screen;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice status}: phase, tables, lag of every stage, kept log, and why something waits. */
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
    ConnectRest rest = ConnectRest.of(migration);
    TopicConsumers topics = new TopicConsumers(migration.bootstrapServers().orElseThrow());
    try (OverviewReader reader = new OverviewReader(migration, rest, topics)) {
      Overview overview = watch ? watch(reader) : once(reader);
      print(overview);
      return overview.status().phase() == Phase.FAILED ? Exit.UNABLE : Exit.GOOD;
    }
  }

  /** Where the log can run out, a second look tells how soon. */
  private static Overview once(OverviewReader reader) throws SQLException {
    Overview overview = reader.read();
    if (overview.slot().filter(view -> view.slot().log().safeBytes().isPresent()).isEmpty()) {
      return overview;
    }
    REFRESH.pause();
    return reader.read();
  }

  private Overview watch(OverviewReader reader) throws SQLException {
    Picture picture = new Picture(output.console());
    Overview overview = reader.read();
    while (overview.status().phase() != Phase.FAILED) {
      Screen screen = new Screen(overview);
      picture.show(screen.headline(), screen.details());
      if (output.json()) {
        output.console().json(overview.report());
      }
      REFRESH.pause();
      overview = reader.read();
    }
    return overview;
  }

  private void print(Overview overview) {
    Console console = output.console();
    Screen screen = new Screen(overview);
    console.say(screen.headline());
    screen.details().forEach(console::say);
    if (output.json()) {
      console.json(overview.report());
    }
  }
}
