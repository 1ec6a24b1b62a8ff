package io.sluice.integration;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * A synchronous standby that is a little late: every commit is in the log, and in the stream, some
 * milliseconds before anybody can see it.
 */
final class LateStandby implements AutoCloseable {

  private static final String NAME = "late";
  private static final Duration LATENESS = Duration.ofMillis(8);

  private final TestDatabase database;
  private final Connection connection;
  private final CompletableFuture<Void> following;
  private volatile boolean closing;

  private LateStandby(TestDatabase database) throws SQLException {
    this.database = database;
    this.connection = database.endpoint().connectForReplication(NAME);
    PGReplicationStream stream = open();
    this.following = CompletableFuture.runAsync(() -> follow(stream));
  }

  /** Joins, and makes every commit of the server wait. */
  static LateStandby join(TestDatabase database) throws SQLException {
    LateStandby standby = new LateStandby(database);
    database.execute(
        "ALTER SYSTEM SET synchronous_standby_names = " + NAME, "SELECT pg_reload_conf()");
    Awaitility.await()
        .until(
            () ->
                !database
                    .texts("SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'")
                    .isEmpty());
    return standby;
  }

  private PGReplicationStream open() throws SQLException {
    String start = database.text("SELECT pg_current_wal_flush_lsn()");
    return connection
        .unwrap(PGConnection.class)
        .getReplicationAPI()
        .replicationStream()
        .physical()
        .withStartPosition(LogSequenceNumber.valueOf(start))
        .start();
  }

  private void follow(PGReplicationStream stream) {
    try {
      while (!closing) {
        if (stream.readPending() == null) {
          LockSupport.parkNanos(LATENESS.toNanos());
          stream.setFlushedLSN(stream.getLastReceiveLSN());
          stream.forceUpdateStatus();
        }
      }
      connection.close();
    } catch (SQLException lost) {
      throw new AssertionError("the standby has lost its server", lost);
    }
  }

  /** Releases the commits and leaves. */
  @Override
  public void close() {
    database.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    closing = true;
    following.join();
  }
}
