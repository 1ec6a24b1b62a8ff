package io.sluice.control.operate;

import io.sluice.change.TableId;
import io.sluice.control.compare.CapturedTable;
import io.sluice.control.compare.Publication;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TablePattern;
import io.sluice.control.migration.Migration;
import io.sluice.control.operation.OperatorLock;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Sql;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TablePrerequisites;
import io.sluice.source.replication.TableFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes one more table into a running migration: it is copied beside the stream and followed. Can
 * be run again.
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param name {@code schema.table} on the source
 * @param patience until the table is copied
 */
public record TableAddition(Migration migration, ConnectRest rest, String name, Patience patience)
    implements TableRequest {

  private static final String INCLUDE_LIST = "table.include.list";

  /** Adds it to the publication and to the connector's list, where that is needed. */
  @Override
  public void run(boolean wait, Console console) throws SQLException {
    try (OperatorLock lock = OperatorLock.take(migration, "add-table")) {
      TableId table = fit(lock.session());
      if (!isPublished(lock.session(), table)) {
        publish(lock.session(), table);
        console.say("publication " + migration.source().publication() + " has " + table);
      }
      Map<String, String> config = config();
      if (!isWanted(config, table)) {
        rest.put(migration.sourceConnector(), with(config, table));
        console.say(INCLUDE_LIST + " of " + migration.sourceConnector() + " has " + table);
      }
      remind(table, console);
      if (wait) {
        new TableSnapshot(rest, migration.sourceConnector(), table).awaitCopied(patience);
        console.say("table " + table + " is copied");
      }
    }
  }

  @Override
  public void rehearse(Console console) throws SQLException {
    try (Connection source = migration.source().database().open("add-table")) {
      TableId table = fit(source);
      if (!isPublished(source, table)) {
        console.say("would run on the source: " + addition(table));
      }
      if (!isWanted(config(), table)) {
        console.say("would add " + TablePattern.of(table) + " to " + INCLUDE_LIST);
      }
      remind(table, console);
    }
  }

  /** The table, if its changes can be captured. */
  private TableId fit(Connection source) throws SQLException {
    Catalog catalog = new Catalog(source);
    TableId table =
        catalog.userTables().stream()
            .filter(id -> id.toString().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new Problem("the source has no table " + name + ": give it as schema.table"));
    List<TableDefinition> found = catalog.table(table).stream().toList();
    List<Finding> findings =
        new TablePrerequisites(source, migration.source().database().endpoint().user())
            .check(found);
    if (!findings.isEmpty()) {
      throw new Problem(
          findings.stream()
              .map(Finding::sentence)
              .collect(Collectors.joining(System.lineSeparator())));
    }
    return table;
  }

  private boolean isPublished(Connection source, TableId table) throws SQLException {
    return Publication.find(source, migration.source()).stream()
        .map(CapturedTable::id)
        .anyMatch(table::equals);
  }

  private void publish(Connection source, TableId table) throws SQLException {
    try (Statement statement = source.createStatement()) {
      statement.execute(addition(table));
    } catch (SQLException refused) {
      throw new Problem(
          "the source's role may not add the table (%s): let its owner run %s;"
              .formatted(refused.getMessage().lines().findFirst().orElse(""), addition(table)),
          refused);
    }
  }

  private String addition(TableId table) {
    return "ALTER PUBLICATION %s ADD TABLE %s"
        .formatted(Sql.identifier(migration.source().publication()), Sql.table(table));
  }

  private Map<String, String> config() {
    return rest.config(migration.sourceConnector())
        .orElseThrow(
            () ->
                new Problem(
                    "there is no connector "
                        + migration.sourceConnector()
                        + ": name the table in migration.yaml, and run sluice start"));
  }

  /** As the connector reads its list. */
  private static boolean isWanted(Map<String, String> config, TableId table) {
    return TableFilter.including(config.getOrDefault(INCLUDE_LIST, "")).captures(table);
  }

  private static Map<String, String> with(Map<String, String> config, TableId table) {
    List<String> list = new ArrayList<>(List.of(config.get(INCLUDE_LIST)));
    list.add(TablePattern.of(table));
    Map<String, String> changed = new TreeMap<>(config);
    changed.put(INCLUDE_LIST, String.join(",", list));
    return changed;
  }

  private void remind(TableId table, Console console) {
    if (!migration.source().tables().isEmpty() && !isWanted(named(), table)) {
      console.say(
          "name "
              + table
              + " under source.tables in migration.yaml as well: the next sluice start would leave it out");
    }
  }

  private Map<String, String> named() {
    return Map.of(INCLUDE_LIST, String.join(",", migration.source().tables()));
  }
}
