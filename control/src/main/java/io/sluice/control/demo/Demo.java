package io.sluice.control.demo;

import io.sluice.control.box.Distribution;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Deployment;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.cutover.Cutover;
import io.sluice.control.cutover.CutoverResult;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.status.StatusReader;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a shop between two servers while people buy in it, and proves that nothing got lost.
 *
 * @param options what to show
 * @param distribution what the servers run from
 * @param console where to show it
 */
public record Demo(DemoOptions options, Distribution distribution, Console console) {

  private static final String NAME = "demo";
  private static final Patience START = Patience.of(Duration.ofSeconds(90));
  private static final Patience CUTOVER = Patience.of(Duration.ofMinutes(30));

  /** Runs the whole of it; no process and no folder is left afterwards. */
  public DemoResult run() throws SQLException {
    Stopwatch total = new Stopwatch();
    try (Servers servers = Servers.start(distribution, options.sourceVersion(), console)) {
      Database source = servers.sourceDatabase();
      Migration migration = migration(servers, source);
      ShopSize size = ShopSize.of(options.rows());
      Versions versions = Versions.of(migration);
      console.say(
          String.format("Opening a shop of %,d rows, to move it %s ...", size.rows(), versions));
      new Shop(source).open(size);
      new Shop(migration.target()).prepareTarget();
      return move(migration, versions, size, total);
    }
  }

  private DemoResult move(Migration migration, Versions versions, ShopSize size, Stopwatch total)
      throws SQLException {
    Database source = migration.source().database();
    ConnectRest rest = ConnectRest.of(migration);
    TopicConsumers topics = new TopicConsumers(migration.bootstrapServers().orElseThrow());
    try (XminWatch watch = XminWatch.start(source);
        Writers writers = Writers.start(options.writers(), source, size)) {
      Stopwatch copying = new Stopwatch();
      new Deployment(rest, ConnectorConfigs.of(migration, distribution.connectConfigs()))
          .run(START);
      Copy copy = copy(migration, rest, topics, writers, copying);
      writers.stop();
      console.say("The writers have stopped; cutting over.");
      CutoverResult cutover = new Cutover(migration, rest, topics, 0, CUTOVER).run(console);
      return new DemoResult(
          versions,
          cutover,
          writers.changes(),
          copy.rows(),
          copy.seconds(),
          watch.oldestMillis(),
          total.seconds());
    }
  }

  private Copy copy(
      Migration migration,
      ConnectRest rest,
      TopicConsumers topics,
      Writers writers,
      Stopwatch copying)
      throws SQLException {
    try (StatusReader statuses = new StatusReader(migration, rest, topics)) {
      return new CopyWatch(statuses, writers, console, copying)
          .await(Duration.ofSeconds(options.seconds()));
    }
  }

  private static Migration migration(Servers servers, Database source) {
    URI rest = servers.box().worker().restUrl();
    return new Migration(
        NAME,
        new Source(source, List.of(), "sluice_demo", "sluice_demo", Source.Chunk.DEFAULT),
        servers.targetDatabase(),
        Optional.of(servers.box().broker().bootstrapServers()),
        Optional.of(rest),
        Map.of());
  }
}
