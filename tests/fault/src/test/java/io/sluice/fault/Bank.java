package io.sluice.fault;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A seeded workload whose records tell by themselves if one is missing.
 *
 * <p>Accounts are only updated, and each update counts {@code version} up by one: in the topic no
 * number of a row may be left out. Notes come and go, and move from one composite key to another.
 */
final class Bank {

  static final int ACCOUNTS = 24_000;

  private static final int WRITERS = 4;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final String SCHEMA =
      """
      SET search_path = public;
      CREATE TABLE account (id int PRIMARY KEY, version bigint NOT NULL, holder text);
      CREATE TABLE note (account int, code text, body text, PRIMARY KEY (account, code));
      CREATE FUNCTION work(dice int, one int, other int) RETURNS void LANGUAGE plpgsql
      SET search_path = public AS $$
      BEGIN
        UPDATE account SET version = version + 1 WHERE id = one;
        CASE
          WHEN dice < 40 THEN INSERT INTO note VALUES (one, 'n' || dice, md5(one::text))
            ON CONFLICT DO NOTHING;
          WHEN dice < 60 THEN DELETE FROM note WHERE account = other;
          WHEN dice < 80 THEN UPDATE note SET body = 'changed' || dice WHERE account = other;
          ELSE UPDATE note SET code = 'm' || one WHERE account = other AND code = 'n1';
        END CASE;
      END $$;
      INSERT INTO account SELECT id, 0, 'holder ' || id FROM generate_series(1, %1$d) id;
      INSERT INTO note SELECT id, 'n1', 'first' FROM generate_series(1, %1$d, 2) id;
      CREATE PUBLICATION pub FOR TABLE account, note;
      """
          .formatted(ACCOUNTS);

  private final TestDatabase database;
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final List<Future<Void>> writers = new ArrayList<>();

  private Bank(TestDatabase database) {
    this.database = database;
  }

  /** Creates the tables and opens the counters. */
  static Bank open(TestDatabase database, long seed) {
    database.execute(SCHEMA);
    Bank bank = new Bank(database);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (int number = 0; number < WRITERS; number++) {
      bank.writers.add(threads.submit(bank.writer(new Random(seed + number))));
    }
    threads.shutdown();
    return bank;
  }

  private Callable<Void> writer(Random random) {
    return () -> {
      try (Connection session = database.connect();
          PreparedStatement work = session.prepareStatement("SELECT public.work(?, ?, ?)")) {
        while (goesOn.get()) {
          work(work, random);
          LockSupport.parkNanos(PACE_NANOS);
        }
      }
      return null;
    };
  }

  private static void work(PreparedStatement work, Random random) throws SQLException {
    work.setInt(1, random.nextInt(100));
    work.setInt(2, 1 + random.nextInt(ACCOUNTS));
    work.setInt(3, 1 + random.nextInt(ACCOUNTS));
    try {
      work.execute();
    } catch (SQLException failed) {
      if (!isPartOfTheGame(failed)) {
        throw failed;
      }
    }
  }

  /** Constraints (class 23) and conflicts between writers (class 40) only cost the transaction. */
  private static boolean isPartOfTheGame(SQLException failed) {
    return failed.getSQLState().startsWith("23") || failed.getSQLState().startsWith("40");
  }

  /** Closes the counters; fails if one of them has failed. */
  void close() throws InterruptedException, ExecutionException {
    goesOn.set(false);
    for (Future<Void> writer : writers) {
      writer.get();
    }
  }
}
