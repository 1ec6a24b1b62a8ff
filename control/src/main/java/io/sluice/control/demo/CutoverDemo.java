package io.sluice.control.demo;

import io.sluice.control.box.Distribution;
import io.sluice.control.check.CheckReport;
import io.sluice.control.check.Checkup;
import io.sluice.control.check.CutoverIntent;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.Deployment;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.cutover.Cutover;
import io.sluice.control.cutover.CutoverResult;
import io.sluice.control.cutover.Direction;
import io.sluice.control.cutover.Move;
import io.sluice.control.cutover.Route;
import io.sluice.control.cutover.SwitchOptions;
import io.sluice.control.cutover.SwitchResult;
import io.sluice.control.cutover.Switchover;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.CutoverSettings;
import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.control.schema.Half;
import io.sluice.control.schema.MappingText;
import io.sluice.control.schema.SchemaCopy;
import io.sluice.control.schema.SchemaResult;
import io.sluice.control.status.StatusReader;
import io.sluice.control.verify.Verification;
import io.sluice.control.verify.VerificationResult;
import io.sluice.control.verify.VerifyOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a market and those who write to it from one server to another, back, and over again, and
 * proves that no write which they had acknowledged got lost.
 *
 * @param options what to show
 * @param distribution what the servers run from
 * @param console where to show it
 */
public record CutoverDemo(DemoOptions options, Distribution distribution, Console console) {

  private static final String NAME = "market";
  private static final String ROLE = "market_app";
  private static final Patience START = Patience.of(Duration.ofSeconds(90));
  private static final long MOST_CUSTOMERS = 20_000;

  /** Runs the whole of it; no process and no folder is left afterwards. */
  public CutoverDemoResult run() throws SQLException {
    try (Servers servers = Servers.start(distribution, options.sourceVersion(), console)) {
      return between(migration(servers), servers.folder().resolve(""));
    }
  }

  /**
   * Runs it between two empty databases of the same name.
   *
   * @param folder for ledger and signpost
   */
  public CutoverDemoResult between(Migration migration, Path folder) throws SQLException {
    Stopwatch total = new Stopwatch();
    Versions versions = Versions.of(migration);
    console.say("Opening a market of 21 tables, to move it " + versions + " ...");
    try (Ledger ledger = new Ledger(folder.resolve("ledger"))) {
      return move(migration, versions, open(migration, folder), ledger, total);
    }
  }

  private Signpost open(Migration migration, Path folder) throws SQLException {
    Database source = migration.source().database();
    String password = Long.toString(System.nanoTime(), 36);
    for (Database side : List.of(source, migration.target())) {
      new Market(side).makeRole(ROLE, password);
    }
    Market market = new Market(source);
    market.make();
    market.letIn(ROLE);
    market.fill(size().customers());
    schema(migration, Half.BEFORE_DATA);
    new Market(migration.target()).makePrograms();
    return Signpost.at(folder.resolve("signpost"), source, ROLE, password);
  }

  private CutoverDemoResult move(
      Migration migration, Versions versions, Signpost signpost, Ledger ledger, Stopwatch total)
      throws SQLException {
    ConnectRest rest = ConnectRest.of(migration);
    TopicConsumers topics = new TopicConsumers(migration.bootstrapServers().orElseThrow());
    try (Writers writers =
        Writers.start(
            options.writers(),
            (number, changes, goesOn) ->
                new MarketWriter(number, signpost, ledger, size(), changes, goesOn))) {
      ConnectorConfigs configs = ConnectorConfigs.of(migration, distribution.connectConfigs());
      check(migration, configs);
      new Deployment(rest, configs).run(START);
      copy(migration, rest, topics, writers);
      schema(migration, Half.AFTER_DATA);
      verify(migration);
      List<CutoverDemoResult.Turn> turns = new ArrayList<>();
      for (Direction direction :
          List.of(Direction.CUTOVER, Direction.ROLLBACK, Direction.CUTOVER)) {
        SwitchResult result = turn(new Route(migration, direction), signpost, ledger, rest, topics);
        write(writers, ledger);
        turns.add(new CutoverDemoResult.Turn(result, ledger.longestSilenceMillis()));
      }
      writers.stop();
      console.say("The writers have stopped; both sides are compared a last time.");
      CutoverResult end = new Cutover(migration.reversed(), rest, topics, 0, START).run(console);
      long lost = ledger.lost(migration.target()) + ledger.lost(migration.source().database());
      return new CutoverDemoResult(
          versions,
          turns,
          end.comparison(),
          ledger.entries(),
          writers.changes(),
          lost,
          new Route(migration, Direction.ROLLBACK).sequencesBehind(),
          total.seconds());
    }
  }

  private SwitchResult turn(
      Route route, Signpost signpost, Ledger ledger, ConnectRest rest, TopicConsumers topics)
      throws SQLException {
    console.say("");
    console.say("sluice " + route.direction().word());
    ledger.watch();
    CutoverSettings settings = CutoverSettings.DEFAULT.withSwitch(signpost.command());
    Move move =
        new Move(
            route,
            SwitchOptions.of(settings),
            rest,
            topics,
            distribution.connectConfigs(),
            console);
    SwitchResult result = new Switchover(move).run();
    console.say(result.sentence());
    if (!result.isGood()) {
      throw new Problem(result.sentence());
    }
    return result;
  }

  private void check(Migration migration, ConnectorConfigs configs) {
    console.say("");
    console.say("sluice check");
    CheckReport report =
        Checkup.of(
                migration,
                configs,
                CutoverIntent.by(CutoverSettings.DEFAULT.fencing()),
                distribution.connectConfigs())
            .run();
    report.print(console);
    if (!report.isGood()) {
      throw new Problem("the checks of the migration failed");
    }
  }

  private void schema(Migration migration, Half half) throws SQLException {
    console.say("");
    console.say("sluice schema " + (half == Half.BEFORE_DATA ? "--before-data" : "--after-data"));
    SchemaResult result =
        new SchemaCopy(migration, MappingText.of(migration, List.of()))
            .run(half, 2, START, console);
    result.print(console);
    if (!result.isGood()) {
      throw new Problem("the schema of the target is not the source's");
    }
  }

  private void verify(Migration migration) throws SQLException {
    console.say("");
    console.say("sluice verify");
    VerificationResult result = Verification.of(migration, VerifyOptions.DEFAULT).run(console);
    result.print(console);
    if (!result.isGood()) {
      throw new Problem("the target is not equal to the source");
    }
  }

  /** Lets the writers write on the side where they are now, and at least something. */
  private void write(Writers writers, Ledger ledger) {
    Stopwatch writing = new Stopwatch();
    long entries = ledger.entries();
    Patience.of(Duration.ofMinutes(2))
        .until(
            () -> {
              writers.requireHealth();
              return (options.writers() == 0 || ledger.entries() > entries + 20)
                  && writing.elapsed().toSeconds() >= Math.min(5, options.seconds());
            },
            () -> "the writers do not write on the side where they were moved to");
  }

  private void copy(Migration migration, ConnectRest rest, TopicConsumers topics, Writers writers)
      throws SQLException {
    try (StatusReader statuses = new StatusReader(migration, rest, topics)) {
      new CopyWatch(statuses, writers, console, new Stopwatch())
          .await(Duration.ofSeconds(options.seconds()));
    }
  }

  private ShopSize size() {
    long customers = Math.max(10, Math.min(MOST_CUSTOMERS, options.rows() / 12));
    return new ShopSize(customers, 500, 3 * customers, 2, 0, 200);
  }

  private static Migration migration(Servers servers) {
    return new Migration(
        NAME,
        new Source(
            servers.sourceDatabase(NAME),
            List.of(),
            "sluice_market",
            "sluice_market",
            Source.Chunk.DEFAULT),
        servers.targetDatabase(NAME),
        Optional.of(servers.box().broker().bootstrapServers()),
        Optional.of(servers.box().worker().restUrl()),
        Map.of());
  }
}
