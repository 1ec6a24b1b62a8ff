package io.sluice.control.fence;

import io.sluice.control.migration.Fencing;
import io.sluice.postgres.OwnTable;
import io.sluice.postgres.Query;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * {@code sluice.fence}: a row for each time a database was closed, in the database itself, so that
 * whoever comes after a crash finds it. Nothing here commits.
 *
 * @param session to the database
 * @param migration whose fences
 */
record FenceTable(Connection session, String migration) {

  private static final OwnTable TABLE =
      new OwnTable(
          "fence",
          """
          id uuid PRIMARY KEY,
          migration text NOT NULL,
          kind text NOT NULL,
          roles text[] NOT NULL,
          loginless text[] NOT NULL,
          began timestamptz NOT NULL,
          closed timestamptz NOT NULL DEFAULT clock_timestamp(),
          opened timestamptz
          """);

  /**
   * Its owner reads the table, so that the writers need no privilege. A fence that has been opened
   * lets everybody pass at once, before its triggers are gone; a transaction that began earlier
   * still sees it closed, and never the other way round.
   */
  private static final String CREATE_FUNCTION =
      """
      CREATE OR REPLACE FUNCTION sluice.refuse_writes() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        IF EXISTS (SELECT FROM sluice.fence f WHERE f.id = TG_ARGV[0]::uuid AND f.opened IS NOT NULL) THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'read_only_sql_transaction',
          MESSAGE = format('table %I.%I takes no writes here: migration %s has closed this database',
                           TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_ARGV[1]),
          HINT = 'Write to the database that the application was moved to, or try again in a few seconds.';
      END $$
      """;

  private static final String CLOSED =
      """
      SELECT id, kind, roles, loginless,
             (1000 * extract(epoch FROM clock_timestamp() - began))::bigint
        FROM sluice.fence WHERE migration = ? AND opened IS NULL ORDER BY closed DESC
      """;

  private static final String INSERT =
      """
      INSERT INTO sluice.fence (id, migration, kind, roles, loginless, began)
      VALUES (?, ?, ?, ?, ?, clock_timestamp() - ? * interval '1 millisecond')
      """;

  private static final String OPEN =
      "UPDATE sluice.fence SET opened = clock_timestamp() WHERE migration = ? AND opened IS NULL";

  private static final String OPENED =
      "SELECT count(*) FROM sluice.fence WHERE migration = ? AND opened IS NOT NULL";

  private static final String FORGET =
      "DELETE FROM sluice.fence WHERE migration = ? AND opened IS NOT NULL";

  /** Makes table and function where they are missing. */
  void create() throws SQLException {
    TABLE.create(session);
    try (Statement statement = session.createStatement()) {
      statement.execute(CREATE_FUNCTION);
    }
  }

  /** The fences that stand, the latest first. */
  List<Closure> closed() throws SQLException {
    return TABLE.exists(session)
        ? Query.of(session, CLOSED, migration).list(FenceTable::read)
        : List.of();
  }

  void insert(Closure closure) throws SQLException {
    try (PreparedStatement insert = session.prepareStatement(INSERT)) {
      insert.setObject(1, closure.id());
      insert.setString(2, migration);
      insert.setString(3, closure.fencing().word());
      insert.setArray(4, texts(roles(closure.fencing())));
      insert.setArray(5, texts(closure.loginless()));
      insert.setLong(6, closure.age().toMillis());
      insert.executeUpdate();
    }
  }

  /** All that stand are open once this is committed. */
  void open() throws SQLException {
    try (PreparedStatement update = session.prepareStatement(OPEN)) {
      update.setString(1, migration);
      update.executeUpdate();
    }
  }

  /** How many have been opened. */
  long opened() throws SQLException {
    return TABLE.exists(session) ? Query.of(session, OPENED, migration).number() : 0;
  }

  /** Deletes those; no trigger may be left that asks for them. */
  void forget() throws SQLException {
    try (PreparedStatement delete = session.prepareStatement(FORGET)) {
      delete.setString(1, migration);
      delete.executeUpdate();
    }
  }

  static List<String> roles(Fencing fencing) {
    return fencing instanceof Fencing.Roles roles ? roles.names() : List.of();
  }

  private Array texts(List<String> texts) throws SQLException {
    return session.createArrayOf("text", texts.toArray());
  }

  private static Closure read(ResultSet row) throws SQLException {
    return new Closure(
        row.getObject(1, UUID.class),
        Fencing.of(row.getString(2), texts(row.getArray(3))),
        texts(row.getArray(4)),
        Duration.ofMillis(row.getLong(5)));
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
