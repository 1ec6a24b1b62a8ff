package io.sluice.source.replication;

import io.sluice.change.TableId;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.ConnectionProblem;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Prerequisites;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TablePrerequisites;
import io.sluice.source.failure.SourceFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks for everything that stands in the way of a capture, before anything is made.
 *
 * @param endpoint of the source
 * @param slot to be streamed from
 * @param filter which tables are captured
 * @param createsPublication whether a missing publication is made rather than asked for
 */
public record SourcePreflight(
    Endpoint endpoint, SlotOptions slot, TableFilter filter, boolean createsPublication) {

  /**
   * What preflight saw.
   *
   * @param tables those that are to be captured, with or without problems
   * @param publication the publication, if it exists
   * @param findings every problem
   */
  record Sight(
      List<TableDefinition> tables, Optional<Publication> publication, List<Finding> findings) {

    List<TableId> tableIds() {
      return tables.stream().map(TableDefinition::table).toList();
    }

    /** Goes on only without problems. */
    Sight orRefuse() {
      if (findings.isEmpty()) {
        return this;
      }
      throw new SourceFailure(
          FindingCodes.of(findings),
          findings.stream().map(Finding::sentence).collect(Collectors.joining("\n")));
    }
  }

  /** Connects and returns every problem at once; nothing is changed. */
  public List<Finding> findings() {
    try (Connection session = endpoint.connect("sluice-preflight")) {
      return look(session).findings();
    } catch (SQLException failure) {
      return List.of(ConnectionProblem.of(endpoint, failure));
    }
  }

  Sight look(Connection session) throws SQLException {
    Catalog catalog = new Catalog(session);
    Optional<Publication> publication = Publication.find(session, slot.publication());
    List<TableId> candidates = candidates(catalog, publication);
    List<TableDefinition> tables = captured(catalog, candidates);
    List<Finding> findings =
        new ArrayList<>(
            new Prerequisites(session, endpoint).server(slot.name(), slot.application()));
    findings.addAll(new FailoverPrerequisites(session, slot).check());
    findings.addAll(new TablePrerequisites(session, endpoint.user()).check(tables));
    findings.addAll(unmatched(candidates, tables));
    findings.addAll(
        new PublicationPrerequisites(session, endpoint, slot.publication(), createsPublication)
            .check(publication, tables));
    return new Sight(tables, publication, findings);
  }

  /** An existing publication says what to capture where no list of inclusions does. */
  private List<TableId> candidates(Catalog catalog, Optional<Publication> publication)
      throws SQLException {
    return publication.isPresent() && !filter.namesTables()
        ? publication.get().tableIds()
        : catalog.userTables();
  }

  private List<TableDefinition> captured(Catalog catalog, List<TableId> candidates)
      throws SQLException {
    List<TableDefinition> tables = new ArrayList<>();
    for (TableId table : candidates) {
      if (filter.captures(table)) {
        catalog.table(table).ifPresent(tables::add);
      }
    }
    return tables;
  }

  private List<Finding> unmatched(List<TableId> candidates, List<TableDefinition> tables) {
    List<Finding> findings = new ArrayList<>();
    for (String pattern : filter.unmatched(candidates)) {
      findings.add(
          new Finding(
              "no-such-table",
              "table.include.list",
              "No table of database %s is called %s.".formatted(endpoint.database(), pattern),
              "Names are regular expressions over schema.table; psql lists them with \\dt *.*"));
    }
    if (tables.isEmpty() && findings.isEmpty()) {
      findings.add(
          new Finding(
              "no-tables",
              "table.include.list",
              "There is no table to capture in database %s.".formatted(endpoint.database()),
              "Create the tables first, or correct the include and exclude lists."));
    }
    return findings;
  }
}
