package io.sluice.control.schema;

import io.sluice.change.TableId;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The triggers that {@code sluice schema} made and disabled on a target, until writers come. What
 * each of them was is kept in {@code sluice.disabled_triggers} there.
 */
public final class TargetTriggers {

  static final OwnTable TABLE =
      new OwnTable(
          "disabled_triggers",
          """
          schema text, "table" text, "trigger" text, enabled "char" NOT NULL,
          PRIMARY KEY (schema, "table", "trigger")
          """);

  /** Those that somebody has dropped since are not there to be enabled. */
  private static final String REMEMBERED =
      """
      SELECT d.schema, d."table", d."trigger", d.enabled::text, g.oid IS NOT NULL
        FROM sluice.disabled_triggers d
        LEFT JOIN pg_namespace n ON n.nspname = d.schema
        LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = d."table"
        LEFT JOIN pg_trigger g ON g.tgrelid = c.oid AND g.tgname = d."trigger"
       ORDER BY 1, 2, 3
      """;

  private TargetTriggers() {}

  /**
   * One of them.
   *
   * @param enabled {@code O}, {@code R} or {@code A}, as {@code pg_trigger.tgenabled} was
   */
  public record Disabled(TableId table, String trigger, char enabled) {

    /** What makes it as it was. */
    public String statement() {
      String how =
          switch (enabled) {
            case 'A' -> "ENABLE ALWAYS TRIGGER";
            case 'R' -> "ENABLE REPLICA TRIGGER";
            default -> "ENABLE TRIGGER";
          };
      return "ALTER TABLE %s %s %s".formatted(Sql.table(table), how, Sql.identifier(trigger));
    }

    @Override
    public String toString() {
      return trigger + " on " + table;
    }
  }

  /** Those that are to be enabled; none where nothing was ever disabled. */
  public static List<Disabled> remembered(Connection target) throws SQLException {
    List<Disabled> triggers = new ArrayList<>();
    if (!TABLE.exists(target)) {
      return triggers;
    }
    try (PreparedStatement query = target.prepareStatement(REMEMBERED);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        if (row.getBoolean(5)) {
          TableId table = new TableId(row.getString(1), row.getString(2));
          triggers.add(new Disabled(table, row.getString(3), row.getString(4).charAt(0)));
        }
      }
    }
    return triggers;
  }

  /**
   * Enables them as they were on the source, in one transaction, and forgets them.
   *
   * @param target in autocommit or in a transaction, which is the caller's to end
   * @return those that were enabled; none the second time
   */
  public static List<Disabled> enable(Connection target) throws SQLException {
    boolean autocommit = target.getAutoCommit();
    target.setAutoCommit(false);
    try {
      List<Disabled> triggers = enableAll(target);
      if (autocommit) {
        target.commit();
      }
      return triggers;
    } catch (SQLException e) {
      target.rollback();
      throw e;
    } finally {
      target.setAutoCommit(autocommit);
    }
  }

  private static List<Disabled> enableAll(Connection target) throws SQLException {
    List<Disabled> triggers = remembered(target);
    ObjectMaker.run(target, triggers.stream().map(Disabled::statement).toList());
    if (TABLE.exists(target)) {
      ObjectMaker.run(target, List.of("DELETE FROM sluice.disabled_triggers"));
    }
    return triggers;
  }
}
