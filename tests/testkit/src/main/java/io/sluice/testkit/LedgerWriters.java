package io.sluice.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sessions that write without a pause, and keep a ledger outside of all databases of what has been
 * acknowledged. Each transaction counts up in a table with a key and adds rows to one without: what
 * is applied twice, or not at all, shows in both.
 */
public final class LedgerWriters {

  private static final String COUNT = "UPDATE public.counter SET n = n + ? WHERE id = 1";
  private static final String ADD =
      "INSERT INTO public.\"Log of all\" SELECT ? FROM generate_series(1, ?)";

  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final AtomicLong rows = new AtomicLong();
  private final List<Future<Void>> writers = new ArrayList<>();

  private LedgerWriters() {}

  /** Makes the tables that are written to. */
  public static void prepare(TestDatabase database) {
    database.execute(
        "CREATE TABLE public.counter (id int PRIMARY KEY, n bigint NOT NULL)",
        "INSERT INTO public.counter VALUES (1, 0)",
        "CREATE TABLE public.\"Log of all\" (who text)",
        "ALTER TABLE public.\"Log of all\" REPLICA IDENTITY FULL");
  }

  /**
   * Starts them.
   *
   * @param sizes how many rows each of them adds in one transaction
   */
  public static LedgerWriters start(TestDatabase database, int... sizes) {
    LedgerWriters all = new LedgerWriters();
    ExecutorService threads = Executors.newFixedThreadPool(sizes.length);
    for (int size : sizes) {
      all.writers.add(threads.submit(all.writer(database, size)));
    }
    threads.shutdown();
    return all;
  }

  private Callable<Void> writer(TestDatabase database, int size) {
    return () -> {
      try (Connection session = database.connect()) {
        session.setAutoCommit(false);
        while (goesOn.get()) {
          add(session, size);
        }
      }
      return null;
    };
  }

  /** Adds rows once, in one transaction, whether the writers write or not. */
  public void add(TestDatabase database, int size) throws SQLException {
    try (Connection session = database.connect()) {
      session.setAutoCommit(false);
      add(session, size);
    }
  }

  private void add(Connection session, int size) throws SQLException {
    write(session, size);
    session.commit();
    rows.addAndGet(size);
  }

  private static void write(Connection session, int size) throws SQLException {
    try (PreparedStatement add = session.prepareStatement(ADD);
        PreparedStatement count = session.prepareStatement(COUNT);
        Statement pause = session.createStatement()) {
      add.setString(1, "writer of " + size);
      add.setInt(2, size);
      add.executeUpdate();
      count.setInt(1, size);
      count.executeUpdate();
      pause.execute("SELECT pg_sleep(0.002)");
    }
  }

  /** How many rows they have been told are committed. */
  public long rows() {
    return rows.get();
  }

  /** Ends them all, and returns how many rows they have added together. */
  public long stop() throws InterruptedException, ExecutionException {
    goesOn.set(false);
    for (Future<Void> writer : writers) {
      writer.get();
    }
    return rows();
  }

  /** What a database says: the counter, and how many rows there are. */
  public static List<String> state(TestDatabase database) {
    return List.of(
        database.text("SELECT n FROM public.counter"),
        database.text("SELECT count(*) FROM public.\"Log of all\""));
  }
}
