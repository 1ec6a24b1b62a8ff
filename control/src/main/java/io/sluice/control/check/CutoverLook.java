package io.sluice.control.check;

import io.sluice.change.TableId;
import io.sluice.control.cutover.WayBackPrerequisites;
import io.sluice.control.fence.FencePrerequisites;
import io.sluice.control.migration.Fencing;
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
 * @param fencing how the cutover keeps writers out
 * @param templates the folder {@code connect-configs}
 */
record CutoverLook(Migration migration, Fencing fencing, Path templates) {

  List<Finding> onSource(Connection session, List<MovedTable> moved) throws SQLException {
    List<TableId> tables = moved.stream().map(MovedTable::source).toList();
    List<Finding> findings =
        new ArrayList<>(
            new FencePrerequisites(session, migration.source().database()).check(fencing, tables));
    findings.addAll(wayBack().onSource(session, tables));
    return warnings(findings);
  }

  List<Finding> onTarget(Connection source, Connection target, List<MovedTable> moved)
      throws SQLException {
    List<TableId> tables = moved.stream().map(MovedTable::onTarget).toList();
    List<Finding> findings =
        new ArrayList<>(new FencePrerequisites(target, migration.target()).check(fencing, tables));
    findings.addAll(FencePrerequisites.ofBoth(fencing, source, target));
    findings.addAll(wayBack().ofNames(moved.stream().map(MovedTable::source).toList()));
    findings.addAll(wayBack().onTarget(target, tables));
    return warnings(findings);
  }

  private WayBackPrerequisites wayBack() {
    return new WayBackPrerequisites(migration, templates);
  }

  private static List<Finding> warnings(List<Finding> findings) {
    return findings.stream()
        .map(each -> Finding.warning(each.check(), each.field(), each.problem(), each.remedy()))
        .toList();
  }
}
