package io.sluice.control.cutover;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.fence.Fence;
import io.sluice.control.fence.FencePrerequisites;
import io.sluice.control.migration.Fencing;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.control.schema.Half;
import io.sluice.control.schema.MappingText;
import io.sluice.control.schema.SchemaCopy;
import io.sluice.control.status.Status;
import io.sluice.control.status.StatusReader;
import io.sluice.control.status.TableStatus;
import io.sluice.control.verify.VerificationState;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that can be asked before anything is touched.
 *
 * @param route which way writers are to be moved
 * @param options how
 * @param rest where the connectors run
 * @param consumers of the topics
 * @param templates the folder {@code connect-configs}
 */
record Preflight(
    Route route,
    SwitchOptions options,
    ConnectRest rest,
    TopicConsumers consumers,
    Path templates) {

  private static final String PREPARED =
      """
      SELECT count(*), coalesce(extract(epoch FROM max(now() - prepared)), 0)::bigint
        FROM pg_prepared_xacts WHERE database = current_database() HAVING count(*) > 0
      """;
  private static final String IS_THERE = "SELECT to_regclass(?) IS NOT NULL";
  private static final String DIRTY =
      """
      SELECT string_agg(format('%I.%I', table_schema, table_name), ', ' ORDER BY table_schema, table_name)
        FROM sluice.dirty WHERE connector = ?
      """;
  private static final String SKIPPED =
      """
      SELECT string_agg(DISTINCT lacking, ', ' ORDER BY lacking)
        FROM sluice.skips, unnest(tables) AS lacking
       WHERE connector = ? AND skipped_at IS NOT NULL AND mended_at IS NULL
      """;

  /**
   * @return what was found good
   * @throws Problem with everything that was not, one sentence in each line
   */
  String run() throws SQLException {
    List<String> problems = new ArrayList<>(unhealthy());
    if (problems.isEmpty()) {
      problems.addAll(uncopied());
      problems.addAll(unmade());
      problems.addAll(unverified());
      problems.addAll(prepared());
      problems.addAll(
          lacking(
              "sluice.dirty",
              DIRTY,
              "rows of %s are held in sluice.quarantine on %s: mend them first, see"
                  + " docs/dead-letters.md"));
      problems.addAll(
          lacking(
              "sluice.skips",
              SKIPPED,
              "%s of %s lacks a transaction that was skipped: mend it, and say so with sluice skip"
                  + " --mended"));
      problems.addAll(foreign());
      problems.addAll(fences());
      problems.addAll(wayBack());
    }
    if (!problems.isEmpty()) {
      throw new Problem(String.join(System.lineSeparator(), problems));
    }
    return "nothing stands in the way";
  }

  /** On the way back, the forward pipeline has to be there as well: it is the way to come again. */
  private List<String> unhealthy() {
    Migration way = route.way();
    Stream<String> needed = Stream.of(way.sourceConnector(), way.sinkConnector());
    if (route.direction() == Direction.ROLLBACK) {
      Migration back = route.wayBack();
      needed = Stream.concat(needed, Stream.of(back.sourceConnector(), back.sinkConnector()));
    }
    return needed.flatMap(name -> unhealthy(name).stream()).toList();
  }

  private Optional<String> unhealthy(String connector) {
    Optional<ConnectorStatus> status = rest.status(connector);
    if (status.isEmpty()) {
      return Optional.of(
          "there is no connector "
              + connector
              + (route.direction() == Direction.CUTOVER
                  ? ": run sluice start first"
                  : ": the cutover was made with --one-way, or somebody has deleted it"));
    }
    if (status.get().isRunning()) {
      return Optional.empty();
    }
    String complaint = status.get().complaint();
    return Optional.of(
        complaint.isBlank() ? "connector " + connector + " is " + status.get().state() : complaint);
  }

  private List<String> uncopied() throws SQLException {
    if (route.direction() == Direction.ROLLBACK) {
      return List.of();
    }
    try (StatusReader reader = new StatusReader(route.migration(), rest, consumers)) {
      Status status = reader.read();
      if (status.tables().isEmpty()) {
        return List.of("no table is captured yet: run sluice start first");
      }
      return status.tables().stream()
          .filter(table -> !table.done())
          .map(TableStatus::table)
          .map(table -> table + " is not copied yet: see sluice status --watch")
          .toList();
    }
  }

  /** The target of a cutover is to be as the source in more than its rows. */
  private List<String> unmade() throws SQLException {
    if (route.direction() == Direction.ROLLBACK || options.force()) {
      return List.of();
    }
    Migration migration = route.migration();
    int missing =
        new SchemaCopy(migration, MappingText.of(migration, List.of()))
            .look(Half.AFTER_DATA)
            .missing();
    return missing == 0
        ? List.of()
        : List.of(
            "%d indexes, constraints, grants and the like are missing on %s: run sluice schema --after-data, or give --force"
                .formatted(missing, route.to()));
  }

  /** What was never verified is compared whole; what is known to differ need not be tried. */
  private List<String> unverified() throws SQLException {
    if (options.force()) {
      return List.of();
    }
    return VerificationState.read(route.to(), route.way().name()).stream()
        .flatMap(state -> state.tables().stream())
        .filter(table -> table.state().isBad())
        .map(
            table ->
                "%s is %s, by the last verification: run sluice verify --repair"
                    .formatted(table.table(), table.state().word()))
        .toList();
  }

  /** Their rows appear at a commit that no fence keeps out. */
  private List<String> prepared() throws SQLException {
    try (Connection session = route.from().open("cutover")) {
      return Query.of(session, PREPARED)
          .list(
              row ->
                  "%d prepared transactions are open on %s, the oldest for %d s: COMMIT PREPARED or ROLLBACK PREPARED them, see pg_prepared_xacts"
                      .formatted(row.getLong(1), route.from(), row.getLong(2)));
    }
  }

  /**
   * Tables of the side that is moved to which lack changes.
   *
   * @param noted the table or view of schema {@code sluice} that says so
   * @param sentence takes the tables and the side
   */
  private List<String> lacking(String noted, String question, String sentence) throws SQLException {
    try (Connection session = route.to().open("cutover")) {
      if (!Query.of(session, IS_THERE, noted).holds()) {
        return List.of();
      }
      String tables = Query.of(session, question, route.way().sinkConnector()).text();
      return tables.isEmpty() ? List.of() : List.of(sentence.formatted(tables, route.to()));
    }
  }

  /** A capture that brings own changes only would leave out what a subscription writes. */
  private List<String> foreign() throws SQLException {
    if (options.oneWay() || options.force()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    for (Migration way : List.of(route.way(), route.wayBack())) {
      String names = new OwnChanges(way, rest).subscriptions();
      if (!names.isEmpty()) {
        problems.add(
            "%s is a subscriber itself (%s), and with a way back only what its own sessions write is captured: ALTER SUBSCRIPTION ... DISABLE, or give --one-way, or --force"
                .formatted(way.source().database(), names));
      }
    }
    return problems;
  }

  private List<String> fences() throws SQLException {
    if (options.rehearse()) {
      return List.of();
    }
    Fencing how = options.settings().fencing();
    String name = route.migration().name();
    List<Finding> findings =
        new ArrayList<>(new Fence(route.from(), name).problems(how, route.tablesFrom()));
    findings.addAll(new Fence(route.to(), name).problems(how, route.tablesTo()));
    try (Connection here = route.from().open("cutover");
        Connection there = route.to().open("cutover")) {
      findings.addAll(FencePrerequisites.ofBoth(how, here, there));
    }
    return sentences(findings);
  }

  private List<String> wayBack() throws SQLException {
    if (options.oneWay() || route.direction() == Direction.ROLLBACK) {
      return List.of();
    }
    WayBackPrerequisites back = new WayBackPrerequisites(route.migration(), templates);
    List<Finding> findings = new ArrayList<>(back.ofNames(route.tablesFrom()));
    try (Connection here = route.from().open("cutover");
        Connection there = route.to().open("cutover")) {
      findings.addAll(back.onTarget(there, route.tablesTo()));
      findings.addAll(back.onSource(here, route.tablesFrom()));
    }
    return sentences(findings);
  }

  private static List<String> sentences(List<Finding> findings) {
    return findings.stream().map(Finding::sentence).toList();
  }
}
