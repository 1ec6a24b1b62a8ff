package io.sluice.control.cutover;

import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the planner knows of the side that is moved to. Gathered before the writers are stopped, so
 * that neither they nor the first queries over there wait for it.
 *
 * @param database of that side
 */
record Statistics(Database database) {

  private static final String NEVER =
      """
      SELECT named.name
        FROM unnest(?) AS named (name)
        JOIN pg_stat_all_tables s ON s.relid = to_regclass(named.name)
       WHERE s.last_analyze IS NULL AND s.last_autoanalyze IS NULL
       ORDER BY 1
      """;

  /**
   * Analyzes the tables that never were.
   *
   * @return how many
   */
  int gather(List<TableId> tables) throws SQLException {
    try (Connection session = database.open("cutover");
        Statement statement = session.createStatement()) {
      List<String> never = never(session, tables);
      for (String table : never) {
        statement.execute("ANALYZE " + table);
      }
      return never.size();
    }
  }

  private static List<String> never(Connection session, List<TableId> tables) throws SQLException {
    return Query.of(session, NEVER, tables.stream().map(Sql::table).toList())
        .list(row -> row.getString(1));
  }
}
