package io.sluice.integration;

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
import java.util.concurrent.atomic.AtomicBoolean;

/** Writers of the {@link HotTable}, each with a session and a seed of its own. */
final class HotWriters {

  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final List<Future<Long>> running = new ArrayList<>();

  static HotWriters start(TestDatabase database, int count, long seed) {
    HotWriters writers = new HotWriters();
    ExecutorService threads = Executors.newFixedThreadPool(count);
    for (int number = 0; number < count; number++) {
      writers.running.add(threads.submit(writers.writer(database, new Random(seed + number))));
    }
    threads.shutdown();
    return writers;
  }

  private Callable<Long> writer(TestDatabase database, Random random) {
    return () -> {
      try (Connection session = database.connect();
          PreparedStatement churn = session.prepareStatement("SELECT public.churn(?, ?, ?)")) {
        return write(churn, random);
      }
    };
  }

  private long write(PreparedStatement churn, Random random) throws SQLException {
    long transactions = 0;
    while (goesOn.get()) {
      churn.setInt(1, random.nextInt(100));
      churn.setInt(2, 1 + random.nextInt(HotTable.KEYS));
      churn.setInt(3, 1 + random.nextInt(HotTable.KEYS));
      churn.execute();
      transactions++;
    }
    return transactions;
  }

  /** Ends them all; how many transactions they have committed together. */
  long stop() throws InterruptedException, ExecutionException {
    goesOn.set(false);
    long transactions = 0;
    for (Future<Long> writer : running) {
      transactions += writer.get();
    }
    return transactions;
  }
}
