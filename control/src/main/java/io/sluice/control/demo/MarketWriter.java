package io.sluice.control.demo;

import io.sluice.control.demo.Deal.Session;
import io.sluice.control.demo.Deal.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A thread that writes wherever the signpost points, as an application does: what is refused or cut
 * off is done again, in a new session.
 *
 * @param number seeds its choices
 * @param signpost says where
 * @param ledger hears of each commit
 * @param size of the market when it opened
 * @param changes adds up what all writers have committed
 * @param goesOn whether to begin another transaction
 */
record MarketWriter(
    int number,
    Signpost signpost,
    Ledger ledger,
    ShopSize size,
    AtomicLong changes,
    BooleanSupplier goesOn)
    implements Callable<Void> {

  private static final long SEED = 20_261_127L;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final String READ_ONLY = "25006";

  @Override
  public Void call() throws SQLException {
    Random random = new Random(SEED + number);
    long n = 0;
    while (goesOn.getAsBoolean()) {
      try (Connection connection = signpost.open("writer-" + number)) {
        while (goesOn.getAsBoolean()) {
          n++;
          deal(connection, random, n);
          LockSupport.parkNanos(PACE_NANOS);
        }
      } catch (SQLException e) {
        if (!isMovedAway(e)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return null;
  }

  /** A number is never used again: nobody knows of a commit that was cut off whether it was one. */
  private void deal(Connection connection, Random random, long n) throws SQLException {
    Session session = new Session(connection, random, size, new Tally());
    try {
      MarketDeals.ALL.get(random.nextInt(MarketDeals.ALL.size())).run(session);
      session.change("INSERT INTO receipts (writer, n) VALUES (?, ?)", number, n);
      session.change("UPDATE tills SET n = ? WHERE writer = ?", n, number);
      connection.commit();
      ledger.acknowledge(number, n);
      changes.addAndGet(session.changes().count());
    } catch (SQLException e) {
      if (isMovedAway(e)) {
        throw e;
      }
      connection.rollback();
      if (!isPartOfTheGame(e)) {
        throw e;
      }
    }
  }

  /** Refused by a fence, cut off, or not let in. */
  private static boolean isMovedAway(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.equals(READ_ONLY)
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("28");
  }

  private static boolean isPartOfTheGame(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("23") || state.startsWith("40");
  }
}
