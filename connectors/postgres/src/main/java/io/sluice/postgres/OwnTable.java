package io.sluice.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table that Sluice keeps for itself, in schema {@code sluice} of a database.
 *
 * @param name without the schema
 * @param columns and constraints, as CREATE TABLE takes them between parentheses
 * @param with statements that belong to it, such as an index, each with its semicolon; may be empty
 */
public record OwnTable(String name, String columns, String with) {

  private static final String LOCK = "pg_advisory_xact_lock(hashtext('sluice.own'))";

  private static final String EXISTS = "SELECT to_regclass(?) IS NOT NULL";

  /**
   * Connectors and commands may all do this at the same moment, and {@code IF NOT EXISTS} does not
   * wait for another who does: it fails with 23505. What is there takes no right to make it.
   */
  private static final String CREATE =
      """
      DO $sluice$ BEGIN
        PERFORM %s;
        IF to_regnamespace('sluice') IS NULL THEN
          CREATE SCHEMA sluice;
        END IF;
        IF to_regclass(%s) IS NULL THEN
          CREATE TABLE %s (%s);
          %s
        END IF;
      END $sluice$
      """;

  /** A table that nothing else belongs to. */
  public OwnTable(String name, String columns) {
    this(name, columns, "");
  }

  /** Whether the database has it. */
  public boolean exists(Connection session) throws SQLException {
    return Query.of(session, EXISTS, qualified()).holds();
  }

  /**
   * Makes it where it is missing, and the schema too.
   *
   * @param session in autocommit, or in a transaction, which keeps others from making theirs until
   *     it ends
   */
  public void create(Connection session) throws SQLException {
    if (exists(session)) {
      return;
    }
    try (Statement statement = session.createStatement()) {
      statement.execute(statement());
    }
  }

  /**
   * Waits until nobody makes such a table, and lets nobody until the session's transaction ends.
   */
  public static void keepOthersOut(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT " + LOCK);
    }
  }

  /** The statement that makes what is missing of it, for scripts. */
  public String statement() {
    return CREATE
        .formatted(LOCK, Sql.literal(qualified()), qualified(), columns.strip(), with.strip())
        .strip();
  }

  private String qualified() {
    return "sluice." + Sql.identifier(name);
  }
}
