package io.sluice.source.replication;

import io.sluice.change.Lsn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The making of a slot, which takes as long as the longest of the transactions that are writing at
 * its begin: it says which, and stops when its thread is interrupted.
 *
 * @param session an ordinary session, to look beside the making
 * @param replication a session that speaks the replication protocol
 * @param slot to be made
 * @param reportInterval how often it is said what is waited for
 */
record SlotCreation(
    Connection session, Connection replication, SlotOptions slot, Duration reportInterval) {

  private static final Logger LOG = LoggerFactory.getLogger(SlotCreation.class);
  private static final Duration CANCEL = Duration.ofSeconds(5);

  SlotCreation(Connection session, Connection replication, SlotOptions slot) {
    this(session, replication, slot, Duration.ofSeconds(5));
  }

  /**
   * Makes the slot.
   *
   * @return its consistent point: transactions that commit after it are streamed
   * @throws InterruptedException if the thread was interrupted; the slot is not there then
   */
  Lsn run() throws SQLException, InterruptedException {
    try (Statement statement = replication.createStatement()) {
      FutureTask<Lsn> making = new FutureTask<>(() -> Slot.create(statement, slot));
      Thread thread = new Thread(making, "sluice-slot-creation");
      thread.setDaemon(true);
      thread.start();
      try {
        return await(making);
      } catch (InterruptedException stopped) {
        statement.cancel();
        thread.join(CANCEL.toMillis());
        LOG.info("slot={} creating=stopped", slot.name());
        throw stopped;
      }
    }
  }

  private Lsn await(FutureTask<Lsn> making) throws SQLException, InterruptedException {
    while (true) {
      try {
        return making.get(reportInterval.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillWaiting) {
        report();
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof SQLException refused) {
          throw refused;
        }
        throw new IllegalStateException(failed.getCause());
      }
    }
  }

  private void report() throws SQLException {
    for (String transaction : SlotWaits.of(session)) {
      LOG.warn("event=slot-creation-waits slot={} {}", slot.name(), transaction);
    }
  }
}
