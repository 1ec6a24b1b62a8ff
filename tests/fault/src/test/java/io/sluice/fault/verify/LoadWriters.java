package io.sluice.fault.verify;

import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sessions that change rows all over the table, most of them once, some again and again, in
 * transactions of several rows.
 */
final class LoadWriters implements AutoCloseable {

  private static final int SESSIONS = 3;
  private static final int ROWS_OF_A_TRANSACTION = 4;
  private static final int HOT_ROWS = 3;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final List<String> UPDATES =
      List.of(
          "UPDATE public.big SET n = n + 1 WHERE id = ?",
          "UPDATE public.big SET body = md5(n::text) WHERE id = ?");

  private static final String DELETE = "DELETE FROM public.big WHERE id = ?";
  private static final String INSERT = "INSERT INTO public.big VALUES (?, 1, 'again')";

  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final AtomicLong changes = new AtomicLong();
  private final List<Future<Void>> sessions = new ArrayList<>();

  static LoadWriters start(TestDatabase source, BigTable table, long seed) {
    LoadWriters writers = new LoadWriters();
    ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    for (int i = 0; i < SESSIONS; i++) {
      writers.sessions.add(threads.submit(writers.session(source, table, new Random(seed + i))));
    }
    threads.shutdown();
    return writers;
  }

  private Callable<Void> session(TestDatabase source, BigTable table, Random random) {
    return () -> {
      Deque<Long> gone = new ArrayDeque<>();
      try (Connection session = source.connect()) {
        session.setAutoCommit(false);
        while (goesOn.get()) {
          transaction(session, table, random, gone);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      return null;
    };
  }

  /**
   * Rows are locked in the keys' order, so that no two sessions wait for each other.
   *
   * @param gone the keys that this session has deleted, each of which comes back
   */
  private void transaction(Connection session, BigTable table, Random random, Deque<Long> gone)
      throws SQLException {
    List<Long> back = new ArrayList<>();
    while (gone.size() > ROWS_OF_A_TRANSACTION) {
      back.add(gone.remove());
    }
    long[] keys =
        random.longs(ROWS_OF_A_TRANSACTION).map(any -> key(table, random)).sorted().toArray();
    for (long key : keys) {
      boolean deletes = random.nextInt(4) == 0;
      int changed = work(session, deletes ? DELETE : UPDATES.get(random.nextInt(2)), key);
      if (deletes && changed > 0) {
        gone.add(key);
      }
    }
    for (long key : back) {
      work(session, INSERT, key);
    }
    session.commit();
  }

  private int work(Connection session, String sql, long key) throws SQLException {
    try (PreparedStatement work = session.prepareStatement(sql)) {
      work.setLong(1, key);
      int changed = work.executeUpdate();
      changes.addAndGet(changed);
      return changed;
    }
  }

  /** One in eight is a row that is written to all the time. */
  private static long key(BigTable table, Random random) {
    return random.nextInt(8) == 0
        ? table.first() + 1 + random.nextInt(HOT_ROWS)
        : table.written(random);
  }

  long changes() {
    return changes.get();
  }

  @Override
  public void close() throws Exception {
    goesOn.set(false);
    for (Future<Void> session : sessions) {
      session.get();
    }
  }
}
