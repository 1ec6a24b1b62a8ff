package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.source.replication.SourceWatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a capture on a thread of its own until it is closed or fails.
 *
 * <p>All methods are for the task's thread, {@link #close()} for any.
 */
public final class CaptureThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CaptureThread.class);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final Duration ORDERLY_STOP = Duration.ofSeconds(4);

  private final CaptureSession session;
  private final SourceWatch watch;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Optional<Throwable> failure = Optional.empty();

  private CaptureThread(CaptureSession session, SourceWatch watch) {
    this.session = session;
    this.watch = watch;
    this.thread = new Thread(this::run, "sluice-capture");
    this.thread.setDaemon(true);
  }

  /** Starts the thread, which owns session and watch from now on and closes them. */
  public static CaptureThread start(CaptureSession session, SourceWatch watch) {
    CaptureThread capture = new CaptureThread(session, watch);
    watch.atFailure(session::abort);
    capture.thread.start();
    return capture;
  }

  private void run() {
    try {
      session.start();
      while (!closing) {
        watch.check();
        if (!session.capture().step()) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } catch (InterruptedException closed) {
      // Only close() interrupts, and the flag below says so; the session still has to be closed.
      closing = true;
    } catch (Exception | Error failed) {
      failure = Optional.of(watch.failure().map(Throwable.class::cast).orElse(failed));
    }
    closeSession();
  }

  private void closeSession() {
    boolean interrupted = Thread.interrupted();
    watch.close();
    try {
      session.close();
    } catch (SQLException alreadyLost) {
      LOG.warn("event=capture-close-failed sqlstate={}", alreadyLost.getSQLState());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Batches in order.
   *
   * @param most how many records are wanted at the most
   * @param patience how long to wait for the first batch
   * @throws Throwable what the capture failed with, once all that it had handed over has been taken
   */
  public List<Batch> take(int most, Duration patience) throws Throwable {
    List<Batch> batches = session.queue().take(most, patience);
    if (batches.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return batches;
  }

  /**
   * Hands an operator's signal to the capture; callable from any thread.
   *
   * @param nextOffset where its topic goes on behind it
   */
  public void signal(Signal signal, long nextOffset) {
    session.signals().post(signal, nextOffset);
  }

  /** See {@link Capture#confirm}. */
  public void confirm(Lsn lsn) {
    session.capture().confirm(lsn);
  }

  /** Ends the capture; within a few seconds the slot is free and no connection is left. */
  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.interrupt();
    thread.join(ORDERLY_STOP.toMillis());
    if (thread.isAlive()) {
      session.abort();
    }
  }
}
