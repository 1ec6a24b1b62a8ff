package io.sluice.testkit;

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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sessions that insert, update and delete rows of {@link TwoWay#ITEM} among a few keys, until they
 * are stopped.
 */
public final class ItemWriters {

  private static final int KEYS = 300;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final String[] WORK = {
    "INSERT INTO public.item VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
        + " SET who = EXCLUDED.who, n = EXCLUDED.n",
    "UPDATE public.item t SET who = v.who, n = v.n FROM (VALUES (CAST(? AS int), ?, ?)) v(id, who, n)"
        + " WHERE t.id = v.id",
    "DELETE FROM public.item t USING (VALUES (CAST(? AS int), ?, ?)) v(id, who, n) WHERE t.id = v.id"
  };

  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final AtomicLong changes = new AtomicLong();
  private final List<Future<Void>> writers = new ArrayList<>();

  private ItemWriters() {}

  /**
   * Starts them.
   *
   * @param who what they write into their rows
   */
  public static ItemWriters start(TestDatabase database, String who, int count, long seed) {
    ItemWriters all = new ItemWriters();
    ExecutorService threads = Executors.newFixedThreadPool(count);
    for (int number = 0; number < count; number++) {
      all.writers.add(threads.submit(all.writer(database, who, new Random(seed + number))));
    }
    threads.shutdown();
    return all;
  }

  private Callable<Void> writer(TestDatabase database, String who, Random random) {
    return () -> {
      try (Connection session = database.connect()) {
        while (goesOn.get()) {
          changes.addAndGet(write(session, who, random));
          LockSupport.parkNanos(PACE_NANOS);
        }
      }
      return null;
    };
  }

  private static int write(Connection session, String who, Random random) throws SQLException {
    String sql = WORK[Math.min(random.nextInt(5) / 2, WORK.length - 1)];
    try (PreparedStatement work = session.prepareStatement(sql)) {
      work.setInt(1, random.nextInt(KEYS));
      work.setString(2, who);
      work.setLong(3, random.nextInt());
      return work.executeUpdate();
    }
  }

  /** How many rows they have changed so far. */
  public long changes() {
    return changes.get();
  }

  /** Ends them all; how many rows they have changed together. */
  public long stop() throws InterruptedException, ExecutionException {
    goesOn.set(false);
    for (Future<Void> writer : writers) {
      writer.get();
    }
    return changes();
  }
}
