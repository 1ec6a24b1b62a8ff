package io.sluice.control.operation;

import io.sluice.control.migration.Database;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Keeps two operators from changing one migration at the same time: an advisory lock of a session
 * on the migration's source, which goes with the session, however the command ends.
 *
 * @param session holds it
 */
public record OperatorLock(Connection session) implements AutoCloseable {

  private static final String TAKE = "SELECT pg_try_advisory_lock(hashtext('sluice'), hashtext(?))";

  /** {@code objsubid = 2} marks a lock of two numbers, which are kept unsigned. */
  private static final String HOLDER =
      """
      SELECT a.pid, a.application_name, coalesce(host(a.client_addr), 'this machine'),
             date_trunc('second', a.backend_start)::text
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND l.classid::bigint = hashtext('sluice')::bigint & 4294967295
         AND l.objid::bigint = hashtext(?)::bigint & 4294967295
      """;

  /**
   * Takes the lock, or fails at once.
   *
   * @param command who wants it, such as {@code cutover}
   * @throws Problem that names the session of whoever has it
   */
  public static OperatorLock take(Migration migration, String command) throws SQLException {
    return take(migration.source().database(), migration.name(), command);
  }

  /** The same for a database and a name. */
  public static OperatorLock take(Database database, String migration, String command)
      throws SQLException {
    Connection session = database.open(command);
    try {
      if (holds(session, migration)) {
        return new OperatorLock(session);
      }
      throw new Problem(
          "another operator works on migration %s: %s; wait for that command to end"
              .formatted(migration, holder(session, migration).orElse("just now")));
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static boolean holds(Connection session, String migration) throws SQLException {
    return Query.of(session, TAKE, migration).holds();
  }

  private static Optional<String> holder(Connection session, String migration) throws SQLException {
    return Query.of(session, HOLDER, migration)
        .first(
            row ->
                "process %d (%s) from %s, since %s"
                    .formatted(
                        row.getInt(1), row.getString(2), row.getString(3), row.getString(4)));
  }

  /** The server ends a session after its client has gone on; the lock does not wait for that. */
  @Override
  public void close() throws SQLException {
    try (session;
        Statement unlock = session.createStatement()) {
      unlock.execute("SELECT pg_advisory_unlock_all()");
    }
  }
}
