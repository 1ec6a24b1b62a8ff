package io.sluice.control.check;

import io.sluice.change.TableId;
import io.sluice.postgres.Finding;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the target's tables are empty, as long as the sink has not written to any.
 *
 * @param connector the sink's name
 */
record Emptiness(Connection target, String connector) {

  /** A schema that the role may not look into must not be asked for a table. */
  private static final String READABLE =
      """
      SELECT CASE WHEN has_schema_privilege(to_regnamespace(?)::oid, 'USAGE')
                  THEN has_table_privilege(to_regclass(?)::oid, 'SELECT') END
      """;

  private static final String HAS_BEGUN =
      "SELECT EXISTS (SELECT FROM sluice.progress WHERE connector = ?)";

  List<Finding> check(List<MovedTable> tables) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    if (hasBegun()) {
      return findings;
    }
    for (MovedTable table : tables) {
      if (hasRows(table.onTarget())) {
        findings.add(notEmpty(table.onTarget()));
      }
    }
    return findings;
  }

  private boolean hasBegun() throws SQLException {
    return isReadable(new TableId("sluice", "progress"))
        && Query.of(target, HAS_BEGUN, connector).holds();
  }

  private boolean hasRows(TableId table) throws SQLException {
    return isReadable(table)
        && Query.of(target, "SELECT EXISTS (SELECT FROM " + Sql.table(table) + ")").holds();
  }

  private boolean isReadable(TableId table) throws SQLException {
    return Query.of(target, READABLE, Sql.identifier(table.schema()), Sql.table(table)).holds();
  }

  private static Finding notEmpty(TableId table) {
    return new Finding(
        "not-empty",
        "topics",
        "Table %s of the target has rows already; those that the source has not, would stay."
            .formatted(table),
        "If nobody needs them, run TRUNCATE %s;".formatted(Sql.table(table)));
  }
}
