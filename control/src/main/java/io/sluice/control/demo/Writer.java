package io.sluice.control.demo;

import io.sluice.control.demo.Deal.Session;
import io.sluice.control.demo.Deal.Tally;
import io.sluice.control.migration.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A thread that deals with the shop until it is told to stop, a bounded number of times a second.
 *
 * @param number seeds its choices
 * @param shop where it writes
 * @param size of the shop when it opened
 * @param changes adds up what all writers have committed
 * @param goesOn whether to begin another transaction
 */
record Writer(int number, Database shop, ShopSize size, AtomicLong changes, BooleanSupplier goesOn)
    implements Callable<Void> {

  private static final long SEED = 20_261_120L;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(8);
  private static final int ROLLBACK_ONE_IN = 20;

  @Override
  public Void call() throws SQLException {
    Random random = new Random(SEED + number);
    try (Connection connection = Shop.session(shop, "writer-" + number)) {
      connection.setAutoCommit(false);
      while (goesOn.getAsBoolean()) {
        long next = System.nanoTime() + PACE_NANOS;
        deal(connection, random);
        LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
      }
    }
    return null;
  }

  private void deal(Connection connection, Random random) throws SQLException {
    Session session = new Session(connection, random, size, new Tally());
    try {
      Deals.ALL.get(random.nextInt(Deals.ALL.size())).run(session);
      if (random.nextInt(ROLLBACK_ONE_IN) == 0) {
        connection.rollback();
        return;
      }
      connection.commit();
      changes.addAndGet(session.changes().count());
    } catch (SQLException e) {
      connection.rollback();
      if (!isPartOfTheGame(e)) {
        throw e;
      }
    }
  }

  /** Constraints (class 23) and conflicts between writers (class 40) only cost the transaction. */
  private static boolean isPartOfTheGame(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("23") || state.startsWith("40"));
  }
}
