package io.sluice.control.fence;

import io.sluice.change.TableId;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Triggers that refuse writes to tables and to all their partitions. The sink's own writes pass:
 * ordinary triggers stay quiet for {@code session_replication_role = replica}.
 *
 * @param session to the database
 * @param migration whose fence
 */
record FencedTables(Connection session, String migration) {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** By their names in the catalog, which takes no right to look into their schemas. */
  private static final String MEMBERS =
      """
      SELECT DISTINCT n.nspname, c.relname, pg_has_role(c.relowner, 'USAGE'),
             owner.rolname, owner.rolsuper
        FROM unnest(?, ?) AS named (schema, name)
        JOIN pg_namespace within ON within.nspname = named.schema
        JOIN pg_class root ON root.relnamespace = within.oid AND root.relname = named.name
       CROSS JOIN LATERAL (SELECT relid FROM pg_partition_tree(root.oid)
                           UNION SELECT root.oid) member
        JOIN pg_class c ON c.oid = member.relid AND c.relkind IN ('r', 'p')
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_roles owner ON owner.oid = c.relowner
       ORDER BY 1, 2
      """;

  private static final String FENCED =
      """
      SELECT n.nspname, c.relname
        FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE t.tgname = ? AND t.tgfoid = to_regproc('sluice.refuse_writes')
       ORDER BY 1, 2
      """;

  /**
   * A table, and whose it is.
   *
   * @param owned whether the session's role may do what its owner may
   */
  record Member(TableId table, boolean owned, Owner owner) {}

  /**
   * A role that has tables.
   *
   * @param isSuper whether it is a superuser, whose role makes one of whoever is granted it
   */
  record Owner(String name, boolean isSuper) {}

  /** The tables that are there, with their partitions. */
  List<Member> members(List<TableId> tables) throws SQLException {
    List<String> schemas = tables.stream().map(TableId::schema).toList();
    List<String> names = tables.stream().map(TableId::table).toList();
    return Query.of(session, MEMBERS, schemas, names)
        .list(
            row ->
                new Member(
                    new TableId(row.getString(1), row.getString(2)),
                    row.getBoolean(3),
                    new Owner(row.getString(4), row.getBoolean(5))));
  }

  /** Waits until nobody is in the middle of writing, and keeps it so until the commit. */
  void lock(List<TableId> tables, long millis) throws SQLException {
    String names = tables.stream().map(Sql::table).collect(Collectors.joining(", "));
    try (Statement statement = session.createStatement()) {
      statement.execute("SET LOCAL statement_timeout = " + millis);
      statement.execute("LOCK TABLE " + names + " IN SHARE ROW EXCLUSIVE MODE");
      statement.execute("SET LOCAL statement_timeout = 0");
    }
  }

  /** Sets the triggers; those of an earlier fence are replaced. */
  void refuse(List<TableId> tables, UUID fence) throws SQLException {
    try (Statement statement = session.createStatement()) {
      for (TableId table : tables) {
        statement.addBatch(trigger(table, fence));
      }
      statement.executeBatch();
    }
  }

  /**
   * Takes away triggers that let everybody pass.
   *
   * @return how many stay because somebody uses their table
   */
  int sweep(long millis) throws SQLException {
    int left = 0;
    try (Statement statement = session.createStatement()) {
      statement.execute("SET lock_timeout = " + millis);
      for (TableId table : fenced()) {
        left += drop(statement, table) ? 0 : 1;
      }
      statement.execute("SET lock_timeout = 0");
    }
    return left;
  }

  private List<TableId> fenced() throws SQLException {
    return Query.of(session, FENCED, name())
        .list(row -> new TableId(row.getString(1), row.getString(2)));
  }

  private boolean drop(Statement statement, TableId table) throws SQLException {
    try {
      statement.execute(
          "DROP TRIGGER IF EXISTS " + Sql.identifier(name()) + " ON " + Sql.table(table));
      return true;
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private String trigger(TableId table, UUID fence) {
    return "CREATE OR REPLACE TRIGGER %s BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION sluice.refuse_writes(%s, %s)"
        .formatted(
            Sql.identifier(name()),
            Sql.table(table),
            Sql.literal(fence.toString()),
            Sql.literal(migration));
  }

  private String name() {
    return Fence.trigger(migration);
  }
}
