package io.sluice.source.replication;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends something in the caller's thread, and by force if that takes too long. */
final class OrderlyClose {

  private static final Logger LOG = LoggerFactory.getLogger(OrderlyClose.class);

  /** What may fail, or take its time. */
  interface Stop {
    void run() throws SQLException;
  }

  private OrderlyClose() {}

  /**
   * Runs {@code stop}; if it has not ended within the time, a second thread runs {@code abort},
   * which makes it end. {@code abort} runs in any case at the end, when it finds nothing to do.
   */
  static void within(Duration time, Stop stop, Runnable abort) {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread watch = new Thread(() -> abortUnless(stopped, time, abort), "sluice-stream-close");
    watch.setDaemon(true);
    watch.start();
    try {
      stop.run();
    } catch (SQLException broken) {
      LOG.info("stream=closed state={} reason={}", broken.getSQLState(), broken.getMessage());
    } finally {
      stopped.countDown();
      abort.run();
    }
  }

  private static void abortUnless(CountDownLatch stopped, Duration time, Runnable abort) {
    try {
      if (!stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        abort.run();
      }
    } catch (InterruptedException nobodyInterruptsThisThread) {
      abort.run();
    }
  }
}
