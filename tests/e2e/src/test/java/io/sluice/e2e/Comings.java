package io.sluice.e2e;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Lets rows of {@code yolos} come at the end and go all over the table, until it is stopped. */
final class Comings implements AutoCloseable {

  private static final int AT_ONCE = 5;
  private static final long PACE_NANOS = Duration.ofMillis(5).toNanos();
  private static final String COME =
      "INSERT INTO public.yolos SELECT nextval('public.yolos_id_seq')"
          + " FROM generate_series(1, "
          + AT_ONCE
          + ")";

  /** Scattered over the table by a prime; ids that are gone already cost nothing. */
  private static final String GO = "DELETE FROM public.yolos WHERE id = ANY ('{%d,%d,%d,%d,%d}')";

  private static final long STRIDE = 7_919;

  private final AtomicBoolean goOn = new AtomicBoolean(true);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<Long> changes;

  private Comings(TestDatabase source) {
    this.changes = thread.submit(() -> write(source));
  }

  static Comings start(TestDatabase source) {
    return new Comings(source);
  }

  /** How many rows came or went; nothing is written any more. */
  long stop() throws ExecutionException, InterruptedException {
    goOn.set(false);
    return changes.get();
  }

  private long write(TestDatabase source) throws SQLException {
    long written = 0;
    try (Connection session = source.connect();
        Statement statement = session.createStatement()) {
      long rows = lastId(statement);
      for (long turn = 0; goOn.get(); turn++) {
        written += statement.executeUpdate(COME);
        written += statement.executeUpdate(go(turn * AT_ONCE * STRIDE, rows));
        LockSupport.parkNanos(PACE_NANOS);
      }
    }
    return written;
  }

  private static long lastId(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("SELECT max(id) FROM public.yolos")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static String go(long first, long rows) {
    Object[] ids = new Object[AT_ONCE];
    for (int i = 0; i < AT_ONCE; i++) {
      ids[i] = 1 + (first + i * STRIDE) % rows;
    }
    return GO.formatted(ids);
  }

  @Override
  public void close() throws InterruptedException {
    goOn.set(false);
    thread.shutdown();
    thread.awaitTermination(30, TimeUnit.SECONDS);
  }
}
