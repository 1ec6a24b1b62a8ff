package io.sluice.source.snapshot;

import io.sluice.postgres.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The sessions of one reader. One thread connects, any may close; what is connected while all are
 * being closed is closed as well, by whichever side sees the other.
 */
final class ReadSessions implements AutoCloseable {

  private final Endpoint endpoint;
  private final Queue<Connection> open = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  ReadSessions(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  Connection connect() throws SQLException {
    return add(endpoint.connect("sluice table reader"));
  }

  Connection connectForReplication() throws SQLException {
    return add(endpoint.connectForReplication("sluice table reader"));
  }

  private Connection add(Connection connection) {
    open.add(connection);
    if (closed) {
      abort(connection);
    }
    return connection;
  }

  /** Breaks off what runs. */
  @Override
  public void close() {
    closed = true;
    open.forEach(ReadSessions::abort);
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // There is nothing to break off any more, which is what was wanted.
      return;
    }
  }
}
