package io.sluice.control.verify;

import io.sluice.change.Lsn;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.SignalWriter;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.envelope.TopicNaming;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares both databases while changes flow. Can be interrupted and run again: it goes on where it
 * was.
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param consumers of its topics
 */
public record Verification(
    Migration migration, ConnectRest rest, TopicConsumers consumers, VerifyOptions options) {

  /** For the sink, however far behind it is. */
  private static final Patience APPLYING = new Patience(Duration.ofMillis(20), Duration.ofDays(1));

  private static final Duration WRITERS = Duration.ofMillis(20);

  /** A verification of a migration whose connectors run. */
  public static Verification of(Migration migration, VerifyOptions options) {
    return new Verification(
        migration,
        ConnectRest.of(migration),
        new TopicConsumers(migration.bootstrapServers().orElseThrow()),
        options);
  }

  /** Compares every captured table, shows how far it is, and mends what differs if it has to. */
  public VerificationResult run(Console console) throws SQLException {
    List<CapturedTable> tables = tables();
    try (VerificationStore store = VerificationStore.open(migration.target(), migration.name());
        Applied applied = Applied.open(migration, rest, consumers, APPLYING.telling(console))) {
      Run run = begin(store, tables);
      VerificationJobs jobs = jobs(store, applied, console, tables);
      VerificationResult found = new VerificationResult(jobs.run(tables), 0, run.position());
      if (options.repair() && found.differences() > 0) {
        found = repaired(found, tables, store, jobs, console);
      }
      if (found.tables().stream().noneMatch(table -> table.state() == TableState.PENDING)) {
        store.finish();
      }
      return found;
    }
  }

  /** What {@link #run} would do, a line for each table. */
  public List<String> plan() throws SQLException {
    Optional<VerificationState> last =
        VerificationState.read(migration.target(), migration.name())
            .filter(state -> !options.restart())
            .filter(state -> !state.isFinished() || mends(state));
    Copied copied = Copied.of(rest, migration);
    return tables().stream().map(table -> table.id() + ": " + plan(table, last, copied)).toList();
  }

  private boolean mends(VerificationState state) {
    return options.repair()
        && state.tables().stream().anyMatch(table -> table.state() == TableState.MISMATCHED);
  }

  private String plan(CapturedTable table, Optional<VerificationState> last, Copied copied) {
    if (!copied.has(table.id())) {
      return "would be left pending, its copy is not finished";
    }
    TableState state = last.map(known -> known.of(table.id())).orElse(TableState.PENDING);
    return switch (state) {
      case PENDING -> "would be compared, about " + table.estimatedRows() + " rows";
      case RUNNING, ERROR, NO_KEY -> "would be gone on with";
      case MISMATCHED -> options.repair() ? "would be mended" : "is mismatched already";
      default -> "is " + state.word() + " already";
    };
  }

  private VerificationResult repaired(
      VerificationResult found,
      List<CapturedTable> tables,
      VerificationStore store,
      VerificationJobs jobs,
      Console console)
      throws SQLException {
    try (SignalWriter signals =
        SignalWriter.open(
            rest, migration.sourceConnector(), migration.name(), consumers.bootstrapServers())) {
      RangeReread reread = new RangeReread(migration, rest, signals, APPLYING.telling(console));
      Repair repair = new Repair(migration, reread, store, console);
      for (TableResult result : found.tables()) {
        if (result.state() == TableState.MISMATCHED) {
          repair.run(table(tables, result), result);
        }
      }
    }
    VerificationResult now = new VerificationResult(jobs.run(tables), 0, found.position());
    return now.repaired(Math.max(0, found.differences() - now.differences()));
  }

  private static CapturedTable table(List<CapturedTable> tables, TableResult result) {
    return tables.stream()
        .filter(table -> table.id().equals(result.table()))
        .findFirst()
        .orElseThrow();
  }

  private List<CapturedTable> tables() throws SQLException {
    try (Connection source = migration.source().database().open("verify")) {
      return Publication.tables(source, migration.source());
    }
  }

  /**
   * An interrupted verification is gone on with. A new one notes where the topics end before it
   * reads anything: what comes behind that, the cutover compares once more.
   */
  private Run begin(VerificationStore store, List<CapturedTable> tables) throws SQLException {
    if (options.restart() || !goesOn(store)) {
      Lsn position = position();
      store.begin(position, new TopicTails(consumers).ends(topics(tables)));
    }
    return store.run().orElseThrow();
  }

  private boolean goesOn(VerificationStore store) throws SQLException {
    Optional<Run> last = store.run();
    if (last.isEmpty() || !last.get().isFinished()) {
      return last.isPresent();
    }
    return options.repair()
        && store.tables().stream().anyMatch(table -> table.state() == TableState.MISMATCHED);
  }

  private Subscription topics(List<CapturedTable> tables) {
    TopicNaming naming = new TopicNaming(migration.name());
    Set<String> names =
        tables.stream().map(table -> naming.data(table.id())).collect(Collectors.toSet());
    return new Subscription(names::contains);
  }

  private Lsn position() throws SQLException {
    try (Connection source = migration.source().database().open("verify");
        Statement statement = source.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()")) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }

  private VerificationJobs jobs(
      VerificationStore store, Applied applied, Console console, List<CapturedTable> tables) {
    Patience writers = new Patience(WRITERS, options.patience()).telling(console);
    Looking looking =
        new Looking(
            migration,
            rest,
            applied,
            new WritersGone(migration.source().database(), writers),
            options.patience());
    Screen screen = new Screen(console, tables);
    Pace pace = new Pace(options.rowsPerSecond());
    return new VerificationJobs(
        migration,
        rest,
        new TableVerification(migration, looking, pace, store, screen::show),
        screen,
        options.jobs());
  }
}
