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
  private volatile Optional<RuntimeException> failure = Optional.empty();

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
   * Goes on only if no inspection has found a reason to stop.
   *
   * @throws SourceFailure what an inspection found
   */
  public void check() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void run() {
    try {
      do {
        watch();
      } while (!pause());
    } catch (InterruptedException nobodyInterruptsThisThread) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException found) {
      failure = Optional.of(found);
    }
  }

  /** Inspects until the session is lost or the watch ends. */
  private void watch() throws InterruptedException {
    try (Connection session = endpoint.connect("sluice watch")) {
      current = Optional.of(session);
      try (Statement statement = session.createStatement()) {
        statement.execute(LIMITS);
      }
      do {
        inspect(session);
      } while (!session.isClosed() && !pause());
    } catch (SQLException lost) {
      report(lost);
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
