package io.sluice.fault.sink;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the bank in the target while changes are applied. From the moment when all that there was
 * at the beginning is there, each read has to find the whole sum, and no receipt and no vault
 * without its account.
 */
final class BankReader implements AutoCloseable {

  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final String COPIED =
      "(SELECT count(*) FROM public.account WHERE id BETWEEN 1 AND %1$d) = %1$d"
          + " AND (SELECT count(*) FROM public.vault WHERE id BETWEEN 1 AND %1$d) = %1$d"
          + " AND (SELECT count(*) FROM public.receipt WHERE number BETWEEN 1 AND 3000) = 3000";

  private static final String READ =
      ("SELECT "
              + COPIED
              + ", (SELECT sum(balance) FROM public.account)"
              + " + (SELECT sum(balance) FROM public.vault) = %2$d"
              + " AND NOT EXISTS (SELECT FROM"
              + " (SELECT account FROM public.receipt ORDER BY number DESC LIMIT 500) r"
              + " WHERE NOT EXISTS"
              + " (SELECT FROM public.account a WHERE a.id = r.account))"
              + " AND NOT EXISTS (SELECT FROM public.vault v WHERE NOT EXISTS"
              + " (SELECT FROM public.account a WHERE a.id = v.id))")
          .formatted(Shop.ACCOUNTS, Shop.SUM);

  private final TestDatabase target;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private final Thread thread = Daemon.thread(this::read);

  BankReader(TestDatabase target) {
    this.target = target;
    thread.start();
  }

  /** How many reads there were since everything was copied. */
  long reads() {
    return reads.get();
  }

  /** How many of them saw a state that the source never had. */
  long broken() {
    return broken.get();
  }

  /** The server comes and goes; it is asked again. */
  private void read() {
    while (open.get()) {
      try (Connection session = target.endpoint().connect("bank reader");
          Statement statement = session.createStatement()) {
        while (open.get()) {
          enter(statement);
          LockSupport.parkNanos(PACE_NANOS);
        }
      } catch (SQLException away) {
        LockSupport.parkNanos(PACE_NANOS);
      }
    }
  }

  private void enter(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(READ)) {
      row.next();
      if (row.getBoolean(1)) {
        reads.incrementAndGet();
        broken.addAndGet(row.getBoolean(2) ? 0 : 1);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    open.set(false);
    thread.join();
  }
}
