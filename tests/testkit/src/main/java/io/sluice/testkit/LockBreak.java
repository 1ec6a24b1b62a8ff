package io.sluice.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A lock that the sessions of a command come to wait for, in a trigger that a test has made: so the
 * test can kill the command there. Used by one thread.
 */
public final class LockBreak implements AutoCloseable {

  /** What a trigger does to wait here, in PL/pgSQL. */
  public static final String WAIT = "PERFORM pg_catalog.pg_advisory_xact_lock(27);";

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String WAITING =
      """
      SELECT pid FROM pg_locks
       WHERE locktype = 'advisory' AND objid = 27 AND classid = 0 AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;

  private final TestDatabase database;
  private final Connection holder;

  private LockBreak(TestDatabase database, Connection holder) {
    this.database = database;
    this.holder = holder;
  }

  /** Takes it, in this database. */
  public static LockBreak in(TestDatabase database) {
    Connection holder = database.connect();
    try (Statement take = holder.createStatement()) {
      take.execute("SELECT pg_advisory_lock(27)");
      return new LockBreak(database, holder);
    } catch (SQLException e) {
      throw new AssertionError("the break cannot be set", e);
    }
  }

  /** Returns once a session waits. */
  public void await() {
    Awaitility.await("a command at its break")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !waiting().isEmpty());
  }

  /** What the command waited with is lost with its session. */
  public void forget() {
    database.texts("SELECT pg_terminate_backend(pid) FROM (" + WAITING + ") w");
    awaitNobody();
  }

  /** Lets go; what still waits is done. */
  @Override
  public void close() throws SQLException {
    holder.close();
    awaitNobody();
  }

  private void awaitNobody() {
    Awaitility.await("nobody at the break").atMost(LIMIT).until(() -> waiting().isEmpty());
  }

  private List<String> waiting() {
    return database.texts(WAITING);
  }
}
