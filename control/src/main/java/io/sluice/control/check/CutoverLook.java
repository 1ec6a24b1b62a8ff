package io.sluice.control.check;

import io.sluice.change.TableId;
import io.sluice.control.cutover.WayBackPrerequisites;
import io.sluice.control.fence.FencePrerequisites;
import io.sluice.control.migration.Migration;
import io.sluice.postgres.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What only the cutover needs of both databases, and asks for itself before it begins. Until then
 * it can be mended, so that none of it fails.
 *
 * @param migration as its file has it
 * @param intent which cutover
 * @param templates the folder {@code connect-configs}
 */
record CutoverLook(Migration migration, CutoverIntent intent, Path templates) {

  boolean isOneWay() {
    return intent.oneWay();
  }

  List<Finding> fenceOnSource(Connection session, List<MovedTable> moved) throws SQLException {
    return warnings(
        new FencePrerequisites(session, migration.source().database())
            .check(intent.fencing(), sources(moved)));
  }

  List<Finding> fenceOnTarget(Connection source, Connection target, List<MovedTable> moved)
      throws SQLException {
    List<Finding> findings =
        new ArrayList<>(
            new FencePrerequisites(target, migration.target())
                .check(intent.fencing(), targets(moved)));
    findings.addAll(FencePrerequisites.ofBoth(intent.fencing(), source, target));
    return warnings(findings);
  }

  List<Finding> wayBackOnSource(Connection session, List<MovedTable> moved) throws SQLException {
    return warnings(wayBack().onSource(session, sources(moved)));
  }

  List<Finding> wayBackOnTarget(Connection session, List<MovedTable> moved) throws SQLException {
    List<Finding> findings = new ArrayList<>(wayBack().ofNames(sources(moved)));
    findings.addAll(wayBack().onTarget(session, targets(moved)));
    return warnings(findings);
  }

  private WayBackPrerequisites wayBack() {
    return new WayBackPrerequisites(migration, templates);
  }

  private static List<TableId> sources(List<MovedTable> moved) {
    return moved.stream().map(MovedTable::source).toList();
  }

  private static List<TableId> targets(List<MovedTable> moved) {
    return moved.stream().map(MovedTable::onTarget).toList();
  }

  private static List<Finding> warnings(List<Finding> findings) {
    return findings.stream()
        .map(each -> Finding.warning(each.check(), each.field(), each.problem(), each.remedy()))
        .toList();
  }
}
