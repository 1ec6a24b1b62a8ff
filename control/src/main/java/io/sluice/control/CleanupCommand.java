package io.sluice.control;

import io.sluice.control.cleanup.Cleanup;
import io.sluice.control.cleanup.CleanupOptions;
import io.sluice.control.cleanup.CleanupResult;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicList;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice cleanup}: takes away what a migration has made. */
@Command(
    name = "cleanup",
    description =
        "Removes what is asked for of a migration, the way back included, and lists what failed ones"
            + " have left. Without an option it only looks.",
    mixinStandardHelpOptions = true)
final class CleanupCommand implements Callable<Integer> {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Mixin private MigrationOptions options;
  @Mixin private OutputOptions output;
  @Mixin private ChangeOptions change;

  @Option(names = "--connectors", description = "Removes the connectors.")
  private boolean connectors;

  @Option(names = "--slot", description = "Drops the replication slots.")
  private boolean slot;

  @Option(names = "--publication", description = "Drops the publications.")
  private boolean publication;

  @Option(names = "--origins", description = "Drops the sinks' replication origins.")
  private boolean origins;

  @Option(
      names = "--progress",
      description = "Forgets how far everything was, on both servers and in Connect.")
  private boolean progress;

  @Option(names = "--topics", description = "Deletes the topics.")
  private boolean topics;

  @Option(names = "--all", description = "All of these.")
  private boolean all;

  @Override
  public Integer call() throws SQLException {
    Console console = output.console();
    Migration migration = options.running();
    Cleanup cleanup =
        new Cleanup(
            migration,
            ConnectRest.of(migration),
            new TopicList(migration.bootstrapServers().orElseThrow()),
            new CleanupOptions(kinds(), all),
            Patience.of(LIMIT).telling(console));
    CleanupResult result = change.dryRun() ? cleanup.rehearse(console) : cleanup.run(console);
    if (output.json()) {
      console.json(result.report());
    }
    return Exit.GOOD;
  }

  private Set<String> kinds() {
    Set<String> kinds = new HashSet<>();
    add(kinds, connectors, "connectors");
    add(kinds, slot, "slot");
    add(kinds, publication, "publication");
    add(kinds, origins, "origins");
    add(kinds, progress, "progress");
    add(kinds, topics, "topics");
    return kinds;
  }

  private static void add(Set<String> kinds, boolean asked, String word) {
    if (asked) {
      kinds.add(word);
    }
  }
}
