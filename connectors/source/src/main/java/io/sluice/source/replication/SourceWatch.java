package io.sluice.source.replication;

import io.sluice.postgres.Endpoint;
import io.sluice.postgres.SqlFailure;
import io.sluice.source.failure.SourceFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs inspections beside a capture, at once and then at an interval, on a thread and a session of
 * its own. What the stream itself never tells is seen here.
 *
 * <p>{@link #check()} is for the capture thread; all other public methods are callable from any.
 */
public final class SourceWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

  /**
   * {@code cannot_connect_now}. A server that stops in order ends all sessions but streams, for
   * which it waits until everything is confirmed: while Kafka is slow, it would wait for long.
   */
  private static final String SHUTTING_DOWN = "57P03";

  /**
   * A look may wait for somebody's lock, but not so long that the others are not made; and never
   * for a standby.
   */
  private static final String LIMITS =
      "SET lock_timeout = '2s'; SET statement_timeout = '30s'; SET synchronous_commit = local";

  private final Endpoint endpoint;
  private final Duration interval;
  private final List<Inspection> inspections;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Optional<Connection> current = Optional.empty();
  private volatile Optional<Exception> failure = Optional.empty();
  private volatile Runnable atFailure = () -> {};

  private SourceWatch(Endpoint endpoint, Duration interval, List<Inspection> inspections) {
    this.endpoint = endpoint;
    this.interval = interval;
    this.inspections = List.copyOf(inspections);
  }

  /**
   * Starts to watch.
   *
   * @param interval the pause between two rounds
   * @param inspections made in this order in each round
   */
  public static SourceWatch start(
      Endpoint endpoint, Duration interval, List<Inspection> inspections) {
    SourceWatch watch = new SourceWatch(endpoint, interval, inspections);
    Thread thread = new Thread(watch::run, "sluice-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /**
   * Goes on only if there is no reason to stop.
   *
   * @throws SourceFailure what an inspection found
   * @throws SQLException if the server is shutting down
   */
  public void check() throws SQLException {
    if (failure.isPresent()) {
      if (failure.get() instanceof SQLException stopping) {
        throw stopping;
      }
      throw (RuntimeException) failure.get();
    }
  }

  /** Why the capture has to stop, or had to. */
  public Optional<Exception> failure() {
    return failure;
  }

  /** Wakes a capture that waits for something, such as Kafka, when there is a reason to stop. */
  public void atFailure(Runnable wakes) {
    atFailure = wakes;
    if (failure.isPresent()) {
      wakes.run();
    }
  }

  private void run() {
    try {
      while (failure.isEmpty() && watch() || !pause()) {
        LOG.debug("event=watch-reconnects");
      }
    } catch (InterruptedException nobodyInterruptsThisThread) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException found) {
      fail(found);
    }
  }

  private void fail(Exception found) {
    failure = Optional.of(found);
    atFailure.run();
  }

  /**
   * Inspects until the session is lost or the watch ends.
   *
   * @return whether there was a session, so that another one may be had at once
   */
  private boolean watch() {
    try (Connection session = endpoint.connect("sluice watch")) {
      current = Optional.of(session);
      try (Statement statement = session.createStatement()) {
        statement.execute(LIMITS);
      }
      PGConnection idle = session.unwrap(PGConnection.class);
      while (closing.getCount() > 0) {
        inspect(session);
        // Nobody notifies: the wait is for the end of the session, which is told at once.
        idle.getNotifications(Math.toIntExact(interval.toMillis()));
      }
      return false;
    } catch (SQLException lost) {
      report(lost);
      if (SHUTTING_DOWN.equals(lost.getSQLState()) && closing.getCount() > 0) {
        fail(lost);
      }
      return current.isPresent() && !SHUTTING_DOWN.equals(lost.getSQLState());
    } finally {
      current = Optional.empty();
    }
  }

  private void inspect(Connection session) {
    for (Inspection inspection : inspections) {
      try {
        inspection.inspect(session);
      } catch (SQLException failed) {
        report(failed);
      }
    }
  }

  private void report(SQLException failed) {
    if (closing.getCount() > 0) {
      LOG.warn("event=inspection-failed reason=\"{}\"", SqlFailure.describe(failed));
    }
  }

  /** Returns whether the watch ends. */
  private boolean pause() throws InterruptedException {
    return closing.await(interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the watch and its session at once. */
  @Override
  public void close() {
    closing.countDown();
    current.ifPresent(SourceWatch::abort);
  }

  private static void abort(Connection session) {
    try {
      session.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      LOG.debug("event=watch-closed state={}", alreadyGone.getSQLState());
    }
  }
}
