package io.sluice.fault.sink;

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
 * A workload that counts itself.
 *
 * <ul>
 *   <li>{@code account} and {@code vault} are a bank: transfers between them, accounts that are
 *       opened, and a sum that never changes.
 *   <li>{@code ledger} has no key, and numbers that are all different.
 *   <li>{@code receipt} only grows; the target counts what happens to each.
 *   <li>{@code item} has large values, and rows that change, move to other keys, and go.
 * </ul>
 */
final class Shop implements AutoCloseable {

  static final int ACCOUNTS = 1_000;

  /** What all accounts and vaults hold. */
  static final long SUM = 2_000L * ACCOUNTS;

  static final List<String> NAMES = List.of("account", "vault", "ledger", "receipt", "item");

  static final String TABLES =
      """
      SET search_path = public;
      CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL);
      CREATE TABLE vault (id int PRIMARY KEY REFERENCES account, balance bigint NOT NULL);
      CREATE TABLE ledger (number bigint NOT NULL, account int NOT NULL, note text);
      CREATE INDEX ON ledger (number);
      ALTER TABLE ledger REPLICA IDENTITY FULL;
      CREATE TABLE receipt (number bigint PRIMARY KEY, account int NOT NULL REFERENCES account);
      CREATE TABLE item (id int, code text, body text, PRIMARY KEY (id, code));
      ALTER TABLE item ALTER body SET STORAGE EXTERNAL;
      """;

  private static final int WRITERS = 2;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final String OPENING =
      """
      SET search_path = public;
      INSERT INTO account SELECT id, 1000 FROM generate_series(1, %1$d) id;
      INSERT INTO vault SELECT id, 1000 FROM generate_series(1, %1$d) id;
      INSERT INTO ledger SELECT n, 1, 'opening' FROM generate_series(1, 3000) n;
      INSERT INTO receipt SELECT n, 1 FROM generate_series(1, 3000) n;
      INSERT INTO item SELECT n, 'a', repeat(md5(n::text), 100) FROM generate_series(1, 500) n;
      CREATE SEQUENCE number START 3001;
      CREATE SEQUENCE account_id START %2$d;
      CREATE FUNCTION trade(dice int, payer int, payee int, chance int) RETURNS void
      LANGUAGE plpgsql SET search_path = public AS $$
      DECLARE
        n bigint := nextval('number');
      BEGIN
        IF dice BETWEEN 2 AND 10 THEN
          payee := nextval('account_id');
          INSERT INTO account VALUES (payee, 0);
          INSERT INTO vault VALUES (payee, 0);
        END IF;
        UPDATE account SET balance = balance - chance WHERE id = payer;
        UPDATE vault SET balance = balance + chance WHERE id = payee;
        INSERT INTO ledger VALUES (n, payee, md5(n::text));
        INSERT INTO receipt VALUES (n, payee);
        CASE
          WHEN dice < 2 THEN
            INSERT INTO ledger SELECT nextval('number'), payer, 'one of many'
              FROM generate_series(1, 1000);
            INSERT INTO receipt SELECT nextval('number'), payer FROM generate_series(1, 1000);
          WHEN dice < 150 THEN DELETE FROM ledger WHERE number = 1 + n * chance / 100;
          WHEN dice < 300 THEN UPDATE ledger SET note = 'u' || dice WHERE number = 1 + n * chance / 100;
          WHEN dice < 500 THEN INSERT INTO item VALUES (payer, 'c' || dice, repeat(md5(n::text), 200))
            ON CONFLICT (id, code) DO UPDATE SET body = EXCLUDED.body;
          WHEN dice < 700 THEN UPDATE item SET code = 'm' || dice WHERE id = payer AND code LIKE 'c%%';
          WHEN dice < 800 THEN UPDATE item SET id = payee WHERE id = payer AND code < 'c400';
          ELSE DELETE FROM item WHERE id = payer;
        END CASE;
      END $$;
      CREATE PUBLICATION pub FOR TABLE account, vault, ledger, receipt, item;
      """
          .formatted(ACCOUNTS, ACCOUNTS + 1);

  private final TestDatabase database;
  private final AtomicBoolean open = new AtomicBoolean();
  private final List<Future<Void>> writers = new ArrayList<>();
  private int marks;

  private Shop(TestDatabase database) {
    this.database = database;
  }

  /** Creates and fills the tables. */
  static Shop build(TestDatabase database) {
    database.execute(TABLES, OPENING);
    return new Shop(database);
  }

  /** Lets people in, also again after {@link #close}. */
  void open(long seed) {
    open.set(true);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS, Daemon::thread);
    for (int number = 0; number < WRITERS; number++) {
      writers.add(threads.submit(writer(new Random(seed + number))));
    }
    threads.shutdown();
  }

  private Callable<Void> writer(Random random) {
    return () -> {
      try (Connection session = database.connect();
          PreparedStatement trade = session.prepareStatement("SELECT public.trade(?, ?, ?, ?)")) {
        while (open.get()) {
          trade(trade, random);
          LockSupport.parkNanos(PACE_NANOS);
        }
      }
      return null;
    };
  }

  private static void trade(PreparedStatement trade, Random random) throws SQLException {
    trade.setInt(1, random.nextInt(1_000));
    trade.setInt(2, 1 + random.nextInt(ACCOUNTS));
    trade.setInt(3, 1 + random.nextInt(ACCOUNTS));
    trade.setInt(4, 1 + random.nextInt(99));
    try {
      trade.execute();
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

  /**
   * Writes one row into each table, behind everything there is.
   *
   * @return what a query must find in the target before everything has come
   */
  String mark() {
    int id = --marks;
    database.execute(
        "SET search_path = public",
        "BEGIN",
        "INSERT INTO account VALUES (%d, 0)".formatted(id),
        "INSERT INTO vault VALUES (%d, 0)".formatted(id),
        "INSERT INTO ledger VALUES (%d, %d, 'mark')".formatted(id, id),
        "INSERT INTO receipt VALUES (%d, %d)".formatted(id, id),
        "INSERT INTO item VALUES (%d, 'mark', '')".formatted(id),
        "COMMIT");
    return """
        SELECT 1 FROM public.account JOIN public.vault USING (id) JOIN public.item USING (id)
        JOIN public.ledger ON ledger.number = id JOIN public.receipt ON receipt.number = id
        WHERE id = %d
        """
        .formatted(id);
  }

  /** Closes; fails if a writer has failed. */
  @Override
  public void close() throws InterruptedException, ExecutionException {
    open.set(false);
    for (Future<Void> writer : writers) {
      writer.get();
    }
    writers.clear();
  }
}
