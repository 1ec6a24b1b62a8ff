package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.control.connect.TablePattern;
import io.sluice.control.migration.ConnectorConfigs;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Finding;
import io.sluice.postgres.TablePrerequisites;
import io.sluice.sink.connect.SinkConfig;
import io.sluice.sink.target.TableGrants;
import io.sluice.sink.target.TargetOptions;
import io.sluice.sink.target.TargetPreflight;
import io.sluice.source.connect.SourceConfig;
import io.sluice.source.replication.SourcePreflight;
import io.sluice.source.replication.TableFilter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What keeps a migration from having a way back: what its connectors, turned round, would refuse to
 * start over. It asks only.
 *
 * @param migration as its file has it
 * @param templates the folder {@code connect-configs}
 */
public record WayBackPrerequisites(Migration migration, Path templates) {

  private static final String CHECK = "way-back";

  /** Tables that the target lacks so far come with the schema, or with their first rows. */
  private static final Set<String> STILL_TO_COME = Set.of("no-such-table", "no-tables");

  /**
   * Names that do not lead back.
   *
   * @param tables as the source calls them
   */
  public List<Finding> ofNames(List<TableId> tables) {
    try {
      Migration way = migration.reversed();
      return tables.stream().flatMap(table -> ofName(table, way).stream()).toList();
    } catch (Problem none) {
      return List.of(finding("name", none.getMessage() + ".", ""));
    }
  }

  private Optional<Finding> ofName(TableId table, Migration way) {
    TableId there = migration.onTarget(table);
    TableId back = way.onTarget(there);
    return back.equals(table)
        ? Optional.empty()
        : Optional.of(
            finding(
                "renames",
                "%s is %s on the target, and would come back as %s.".formatted(table, there, back),
                "Name it in renames."));
  }

  /**
   * What the target lacks to be captured.
   *
   * @param session of its role
   * @param tables as it calls them
   */
  public List<Finding> onTarget(Connection session, List<TableId> tables) throws SQLException {
    Optional<ConnectorConfigs> configs = configs();
    if (configs.isEmpty()) {
      return List.of();
    }
    SourcePreflight all = new SourceConfig(configs.get().source()).preflight();
    SourcePreflight preflight =
        new SourcePreflight(all.endpoint(), all.slot(), named(tables), all.createsPublication());
    SourcePreflight.Sight sight = preflight.look(session);
    List<Finding> findings = new ArrayList<>(sight.findings());
    findings.removeIf(finding -> STILL_TO_COME.contains(finding.check()));
    findings.addAll(new TablePrerequisites(session, all.endpoint().user()).check(sight.leftOut()));
    return told(findings);
  }

  /**
   * What the source lacks to be written to.
   *
   * @param session of its role; its triggers may be quiet afterwards
   * @param tables as it calls them
   */
  public List<Finding> onSource(Connection session, List<TableId> tables) throws SQLException {
    Optional<ConnectorConfigs> configs = configs();
    if (configs.isEmpty()) {
      return List.of();
    }
    TargetOptions options = new SinkConfig(configs.get().sink()).target();
    String user = options.endpoint().user();
    List<Finding> findings =
        new ArrayList<>(new TargetPreflight(options.endpoint(), options.rules()).findings(session));
    for (TableId table : tables) {
      findings.addAll(new TableGrants(session, user).toWrite(table));
    }
    Set<String> schemas = tables.stream().map(TableId::schema).collect(Collectors.toSet());
    findings.addAll(new SequencePrivileges(session, user, schemas).onTarget());
    return told(findings);
  }

  private Optional<ConnectorConfigs> configs() {
    try {
      return Optional.of(ConnectorConfigs.of(migration.reversed(), templates));
    } catch (Problem none) {
      return Optional.empty();
    }
  }

  private static TableFilter named(List<TableId> tables) {
    return TableFilter.including(
        tables.stream().map(TablePattern::of).collect(Collectors.joining(",")));
  }

  /** One finding for each of their checks, with all that mends it. */
  private static List<Finding> told(List<Finding> findings) {
    Map<String, List<Finding>> byCheck =
        findings.stream()
            .filter(Finding::isFailure)
            .collect(
                Collectors.groupingBy(Finding::check, LinkedHashMap::new, Collectors.toList()));
    return byCheck.values().stream().map(WayBackPrerequisites::together).toList();
  }

  private static Finding together(List<Finding> alike) {
    Finding first = alike.get(0);
    String others =
        alike.size() == 1 ? "" : " There are %d more of the kind.".formatted(alike.size() - 1);
    String remedies =
        alike.stream().map(Finding::remedy).distinct().collect(Collectors.joining(" "));
    return finding(first.field(), first.problem() + others, remedies);
  }

  private static Finding finding(String field, String problem, String remedy) {
    return new Finding(
        CHECK,
        field,
        "For the way back: " + problem,
        (remedy + " Or run sluice cutover with --one-way, and do without rollback.").strip());
  }
}
