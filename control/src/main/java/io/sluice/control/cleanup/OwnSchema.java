package io.sluice.control.cleanup;

import io.sluice.change.TableId;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The schema {@code sluice} of a server, which several migrations may share.
 *
 * @param session on it
 */
record OwnSchema(Connection session) {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** None where another role has made the schema: it is that one's to drop. */
  private static final String TABLES =
      """
      SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       WHERE nspname = 'sluice' AND relkind IN ('r', 'p') AND pg_has_role(nspowner, 'USAGE')
      """;

  /** How many rows there are of a table, with or without a condition. */
  long count(String what) throws SQLException {
    return Query.of(session, "SELECT count(*) FROM " + what).number();
  }

  /**
   * Drops it once nothing is noted in it by anybody. It is looked at again behind its locks: a
   * connector may just have made its table, or noted its first row. Who is there has need of it.
   */
  void dropIfBlank() throws SQLException {
    List<String> tables = tables();
    if (tables.isEmpty() || !areBlank(tables)) {
      return;
    }
    session.setAutoCommit(false);
    try {
      dropAlone();
      session.commit();
    } catch (SQLException failed) {
      if (!LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
        throw failed;
      }
    } finally {
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  private void dropAlone() throws SQLException {
    OwnTable.keepOthersOut(session);
    List<String> tables = tables();
    for (String table : tables) {
      execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE NOWAIT");
    }
    if (areBlank(tables)) {
      execute("DROP SCHEMA IF EXISTS sluice CASCADE");
    }
  }

  private boolean areBlank(List<String> tables) throws SQLException {
    for (String table : tables) {
      if (count(table) > 0) {
        return false;
      }
    }
    return true;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> tables() throws SQLException {
    return Query.of(session, TABLES)
        .list(row -> Sql.table(new TableId("sluice", row.getString(1))));
  }
}
