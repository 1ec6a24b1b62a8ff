package io.sluice.control.check;

import io.sluice.change.TableId;
import io.sluice.control.cutover.SequencePrivileges;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import io.sluice.postgres.Finding;
import io.sluice.postgres.TableDefinition;
import io.sluice.sink.connect.SinkConfig;
import io.sluice.sink.target.TableFit;
import io.sluice.sink.target.TargetOptions;
import io.sluice.sink.target.TargetPreflight;
import io.sluice.source.connect.SourceConfig;
import io.sluice.source.replication.SourcePreflight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;

/** Looks at the source, then at the target, and then at both. */
record DatabaseLane(
    Migration migration,
    ConnectorConfigs configs,
    CutoverLook cutover,
    Sessions sessions,
    Ledger ledger)
    implements Runnable {

  private static final String NO_TABLES = "the source's tables are not known";

  @Override
  public void run() {
    Optional<SourceConfig> source = read(Side.SOURCE, () -> new SourceConfig(configs.source()));
    Optional<TargetOptions> target =
        read(Side.TARGET, () -> new SinkConfig(configs.sink()).target());
    Optional<Connection> reading =
        source.flatMap(config -> sessions.open(Side.SOURCE, config.endpoint(), ledger));
    Optional<Connection> writing =
        target.flatMap(options -> sessions.open(Side.TARGET, options.endpoint(), ledger));
    Optional<List<MovedTable>> tables =
        reading.flatMap(session -> source(session, source.orElseThrow()));
    writing.ifPresent(session -> preflight(session, target.orElseThrow()));
    if (tables.isPresent() && writing.isPresent()) {
      both(reading.orElseThrow(), writing.get(), target.orElseThrow(), tables.get());
    }
    ledger.found(Side.SOURCE, Part.CATALOG, List.of());
    ledger.found(Side.TARGET, Part.CATALOG, List.of());
    if (tables.isEmpty()) {
      Stream.of(Part.ADVICE, Part.SEQUENCES, Part.ROWS, Part.CUTOVER, Part.WAY_BACK)
          .forEach(part -> ledger.skip(Side.SOURCE, part, NO_TABLES));
      Stream.of(
              Part.DATABASE,
              Part.DISK,
              Part.TABLES,
              Part.EXTRAS,
              Part.SEQUENCES,
              Part.CUTOVER,
              Part.WAY_BACK)
          .forEach(part -> ledger.skip(Side.TARGET, part, NO_TABLES));
    }
  }

  private <T> Optional<T> read(Side side, Supplier<T> config) {
    try {
      T read = config.get();
      ledger.found(side, Part.CONFIG, List.of());
      return Optional.of(read);
    } catch (ConfigException wrong) {
      Finding finding =
          new Finding(
              "config",
              "",
              "The %s connector's configuration cannot be used: %s."
                  .formatted(side == Side.SOURCE ? "source" : "sink", wrong.getMessage()),
              "Correct migration.yaml, or the connector's template.");
      ledger.found(side, Part.CONFIG, List.of(finding));
      ledger.skipRest(side, "the " + side + "'s configuration cannot be used");
      return Optional.empty();
    }
  }

  /** What is to be moved, unless the server does not say. */
  private Optional<List<MovedTable>> source(Connection session, SourceConfig config) {
    SourcePreflight preflight = config.preflight();
    List<SourcePreflight.Sight> sights = new ArrayList<>();
    List<MovedTable> tables = new ArrayList<>();
    boolean known =
        ledger.examine(
            Side.SOURCE,
            Part.PREFLIGHT,
            () -> {
              ledger.saw(SourceCheck.VERSION, version(session));
              SourcePreflight.Sight sight = preflight.look(session);
              sights.add(sight);
              tables.addAll(moved(session, sight));
              return sight.findings();
            });
    if (!known) {
      return Optional.empty();
    }
    ledger.examine(Side.SOURCE, Part.ADVICE, () -> preflight.advice(session, sights.get(0)));
    Set<String> schemas = schemas(tables, MovedTable::source);
    ledger.examine(
        Side.SOURCE,
        Part.SEQUENCES,
        () -> new SequencePrivileges(session, config.endpoint().user(), schemas).onSource());
    RecordLimit limit = RecordLimit.of(configs.source(), config.chunks().rowBytes());
    ledger.examine(
        Side.SOURCE, Part.ROWS, () -> new LargestRow(session, limit.bytes()).check(tables));
    ledger.examine(Side.SOURCE, Part.CUTOVER, () -> cutover.fenceOnSource(session, tables));
    wayBack(Side.SOURCE, () -> cutover.wayBackOnSource(session, tables));
    return Optional.of(tables);
  }

  private List<MovedTable> moved(Connection session, SourcePreflight.Sight sight)
      throws SQLException {
    List<MovedTable> tables = new ArrayList<>();
    for (TableDefinition table : sight.tables()) {
      if (table.kind().isLogged()) {
        TableId target = migration.onTarget(table.table());
        tables.add(MovedTable.of(session, migration.source().publication(), table, target));
      }
    }
    return tables;
  }

  private void preflight(Connection session, TargetOptions options) {
    ledger.examine(
        Side.TARGET,
        Part.PREFLIGHT,
        () -> {
          ledger.saw(TargetCheck.VERSION, version(session));
          return new TargetPreflight(options.endpoint(), options.rules()).findings(session);
        });
  }

  private void both(
      Connection source, Connection target, TargetOptions options, List<MovedTable> tables) {
    ledger.examine(
        Side.TARGET, Part.DATABASE, () -> new DatabaseComparison(source, target).check(ledger));
    String user = options.endpoint().user();
    ledger.examine(
        Side.TARGET, Part.DISK, () -> new TargetDisk(source, target, user).check(tables, ledger));
    TableFit fit = new TableFit(target, user, options.evolution());
    ledger.examine(
        Side.TARGET, Part.TABLES, () -> each(tables, table -> fit.check(table.target())));
    Set<TableId> moved = tables.stream().map(MovedTable::onTarget).collect(Collectors.toSet());
    TargetExtras extras = new TargetExtras(source, target);
    ledger.examine(
        Side.TARGET,
        Part.EXTRAS,
        () -> {
          List<Finding> findings = each(tables, table -> extras.check(table, moved));
          findings.addAll(new Emptiness(target, options.connector()).check(tables));
          return findings;
        });
    Set<String> schemas = schemas(tables, MovedTable::onTarget);
    ledger.examine(
        Side.TARGET,
        Part.SEQUENCES,
        () -> new SequencePrivileges(target, user, schemas).onTarget());
    ledger.examine(Side.TARGET, Part.CUTOVER, () -> cutover.fenceOnTarget(source, target, tables));
    wayBack(Side.TARGET, () -> cutover.wayBackOnTarget(target, tables));
  }

  private void wayBack(Side side, Ledger.Examination examination) {
    if (cutover.isOneWay()) {
      ledger.skip(side, Part.WAY_BACK, "a cutover with --one-way needs no way back");
    } else {
      ledger.examine(side, Part.WAY_BACK, examination);
    }
  }

  /** Looks at one table. */
  private interface Look {
    List<Finding> at(MovedTable table) throws SQLException;
  }

  private static List<Finding> each(List<MovedTable> tables, Look look) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (MovedTable table : tables) {
      findings.addAll(look.at(table));
    }
    return findings;
  }

  private static String version(Connection session) throws SQLException {
    return "PostgreSQL " + session.getMetaData().getDatabaseProductVersion();
  }

  private static Set<String> schemas(List<MovedTable> tables, Function<MovedTable, TableId> name) {
    Set<String> schemas = new HashSet<>();
    tables.forEach(table -> schemas.add(name.apply(table).schema()));
    return schemas;
  }
}
