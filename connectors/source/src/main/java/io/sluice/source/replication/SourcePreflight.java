package io.sluice.source.replication;

import io.sluice.change.TableId;
import io.sluice.postgres.Catalog;
import io.sluice.postgres.ConnectionProblem;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Prerequisites;
import io.sluice.postgres.Release;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.TableDefinition;
import io.sluice.postgres.TableKind;
import io.sluice.postgres.TablePrerequisites;
import io.sluice.source.failure.SourceFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(SourcePreflight.class);

  /**
   * What preflight saw.
   *
   * @param tables those that are to be captured, with or without problems
   * @param publication the publication, if it exists
   * @param leftOut those that cannot be, and that nobody asked for by name
   * @param findings every problem
   */
  public record Sight(
      List<TableDefinition> tables,
      Optional<Publication> publication,
      List<TableDefinition> leftOut,
      List<Finding> findings) {

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

  /** Connects and returns every problem at once, and all advice; nothing is changed. */
  public List<Finding> findings() {
    try (Connection session = endpoint.connect("sluice-preflight")) {
      Sight sight = look(session);
      List<Finding> findings = new ArrayList<>(sight.findings());
      findings.addAll(advice(session, sight));
      return findings;
    } catch (SQLException failure) {
      return List.of(ConnectionProblem.of(endpoint, failure));
    }
  }

  /** What does not keep a capture from starting, but should be known before. */
  public List<Finding> advice(Connection session, Sight sight) throws SQLException {
    List<Finding> findings = new ArrayList<>(Release.of(session).asSource());
    findings.addAll(TableAdvice.of(sight));
    SlotObstacles obstacles = new SlotObstacles(session);
    if (ReplicationSlot.find(session, slot.name()).isEmpty()) {
      findings.addAll(obstacles.writing());
    }
    findings.addAll(obstacles.prepared());
    findings.addAll(new LogReserve(session).check());
    findings.addAll(new ServerAdvice(session, slot).check());
    findings.addAll(new FailoverPrerequisites(session, slot).advice());
    return findings;
  }

  /** Every problem that keeps a capture from starting. */
  public Sight look(Connection session) throws SQLException {
    Catalog catalog = new Catalog(session);
    Optional<Publication> publication = Publication.find(session, slot.publication());
    List<TableId> candidates = candidates(catalog, publication);
    List<TableDefinition> found = captured(catalog, candidates, publication);
    List<TableDefinition> tables = found.stream().filter(this::isWanted).toList();
    List<TableDefinition> leftOut = found.stream().filter(table -> !isWanted(table)).toList();
    leftOut.forEach(SourcePreflight::logLeftOut);
    List<Finding> findings =
        new ArrayList<>(
            new Prerequisites(session, endpoint).server(slot.name(), slot.application()));
    findings.addAll(new FailoverPrerequisites(session, slot).check());
    findings.addAll(new TablePrerequisites(session, endpoint.user()).check(tables));
    findings.addAll(unmatched(session, candidates, tables));
    findings.addAll(
        new PublicationPrerequisites(session, endpoint, slot.publication(), createsPublication)
            .check(publication, tables));
    return new Sight(tables, publication, leftOut, findings);
  }

  /** An existing publication says what to capture where no list of inclusions does. */
  private List<TableId> candidates(Catalog catalog, Optional<Publication> publication)
      throws SQLException {
    if (publication.isEmpty()) {
      return catalog.userTables();
    }
    Set<TableId> candidates = new LinkedHashSet<>();
    if (filter.namesTables()) {
      candidates.addAll(catalog.userTables());
    }
    candidates.addAll(publication.get().tableIds());
    return List.copyOf(candidates);
  }

  /** Where partitions are published as tables of their own, their root has no changes. */
  private static boolean isItself(TableDefinition table, Optional<Publication> publication) {
    return table.kind() != TableKind.PARTITIONED
        || publication.isEmpty()
        || publication.get().viaRoot()
        || publication.get().tableIds().contains(table.table());
  }

  private List<TableDefinition> captured(
      Catalog catalog, List<TableId> candidates, Optional<Publication> publication)
      throws SQLException {
    List<TableDefinition> tables = new ArrayList<>();
    for (TableId table : candidates) {
      if (filter.captures(table)) {
        catalog.table(table).filter(found -> isItself(found, publication)).ifPresent(tables::add);
      }
    }
    tables.sort(Comparator.comparing(TableDefinition::table));
    return tables;
  }

  /** A table that cannot be followed is no obstacle to those who did not ask for it by name. */
  private boolean isWanted(TableDefinition table) {
    return table.kind().isLogged() || filter.names(table.table());
  }

  private static void logLeftOut(TableDefinition table) {
    LOG.warn(
        "event=table-left-out table=\"{}\" reason=\"it is {}, whose changes are not in the log\"",
        table.table(),
        table.kind());
  }

  private List<Finding> unmatched(
      Connection session, List<TableId> candidates, List<TableDefinition> tables)
      throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (String pattern : filter.unmatched(candidates)) {
      List<Finding> known = unfit(session, pattern);
      findings.addAll(known.isEmpty() ? List.of(noSuchTable(pattern)) : known);
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

  /** A name that is a view's or some other relation's without changes in the log. */
  private List<Finding> unfit(Connection session, String pattern) throws SQLException {
    Optional<TableId> name = TableFilter.literal(pattern);
    Optional<TableDefinition> found =
        name.isPresent() ? new Catalog(session).table(name.get()) : Optional.empty();
    return found.isPresent() && !found.get().kind().isLogged()
        ? new TablePrerequisites(session, endpoint.user()).check(List.of(found.get()))
        : List.of();
  }

  private Finding noSuchTable(String pattern) {
    return new Finding(
        "no-such-table",
        "table.include.list",
        "No table of database %s is called %s.".formatted(endpoint.database(), pattern),
        "Names are regular expressions over schema.table; psql lists them with \\dt *.*");
  }
}
