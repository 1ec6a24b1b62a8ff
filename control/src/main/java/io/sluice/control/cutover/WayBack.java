package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.Deployment;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import io.sluice.control.migration.Source;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import io.sluice.source.replication.CanaryTable;
import io.sluice.source.replication.Publication;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pipeline from the target into the source: made before anybody writes on the target, so that
 * its slot misses nothing, and left running.
 *
 * @param way from the target into the source
 * @param rest where its connectors run
 * @param templates the folder {@code connect-configs}
 */
record WayBack(Migration way, ConnectRest rest, Path templates) {

  private static final String PRESENT =
      "SELECT name FROM unnest(?) AS named (name) WHERE to_regclass(name) IS NOT NULL";

  /**
   * Makes what is missing and waits until it runs.
   *
   * @param tables as the target calls them
   */
  void start(List<TableId> tables, Patience patience) throws SQLException {
    try (Connection session = way.source().database().open("cutover")) {
      publish(session, tables);
    }
    ConnectorConfigs configs = configs();
    if (!isRunning(configs)) {
      new Deployment(rest, configs).run(patience);
    }
    awaitSlot(patience);
  }

  /** The first position that is stored says that slot and topics are there; a mark hastens it. */
  private void awaitSlot(Patience patience) throws SQLException {
    Mark.write(way.source().database(), Mark.newId());
    patience.until(
        this::hasStored,
        () -> "connector " + way.sourceConnector() + " has not stored a position yet");
  }

  private boolean hasStored() {
    rest.status(way.sourceConnector()).ifPresent(ConnectorStatus::requireHealthy);
    return rest.offsets(way.sourceConnector()).stream()
        .anyMatch(offset -> offset.kind().equals("wal"));
  }

  private boolean isRunning(ConnectorConfigs configs) {
    return isRunning(way.sourceConnector(), configs.source())
        && isRunning(way.sinkConnector(), configs.sink());
  }

  private boolean isRunning(String name, Map<String, String> config) {
    Optional<Map<String, String>> present = rest.config(name);
    return present.isPresent()
        && present.get().entrySet().containsAll(config.entrySet())
        && rest.status(name).map(ConnectorStatus::isRunning).orElse(false);
  }

  private ConnectorConfigs configs() {
    ConnectorConfigs filled = ConnectorConfigs.of(way, templates);
    Map<String, String> source = new TreeMap<>(filled.source());
    // The rows are on the other side already; and what came from there must not go back there.
    source.put("snapshot.mode", "no_data");
    source.put("origin", "none");
    source.put("heartbeat.interval.ms", "2000");
    return new ConnectorConfigs(source, filled.sink());
  }

  /** Names the tables itself: patterns of names would match others as well. */
  private void publish(Connection session, List<TableId> tables) throws SQLException {
    Source source = way.source();
    Optional<Publication> present = Publication.find(session, source.publication());
    List<TableId> wanted = new ArrayList<>(present(session, tables));
    if (wanted.isEmpty()) {
      throw new Problem(source.database() + " has none of the migrated tables");
    }
    if (present.isPresent()) {
      List<TableId> late = present.get().lacks(wanted);
      if (!late.isEmpty()) {
        Publication.add(session, source.publication(), late);
      }
      return;
    }
    CanaryTable.TABLE.create(session);
    wanted.add(CanaryTable.NAME);
    try (Statement statement = session.createStatement()) {
      statement.execute(Publication.creation(source.publication(), wanted));
    }
  }

  private static List<TableId> present(Connection session, List<TableId> tables)
      throws SQLException {
    List<String> names =
        Query.of(session, PRESENT, tables.stream().map(Sql::table).toList())
            .list(row -> row.getString(1));
    return tables.stream().filter(table -> names.contains(Sql.table(table))).toList();
  }
}
