package io.sluice.control.demo;

import io.sluice.control.migration.Database;
import io.sluice.control.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The shop's customers, each in a thread and a session of its own. */
final class Writers implements AutoCloseable {

  private final AtomicBoolean goOn = new AtomicBoolean(true);
  private final AtomicLong changes = new AtomicLong();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Daemons.named("shop-writer"));
  private final List<Future<Void>> running = new ArrayList<>();

  /** Makes one writer. */
  interface Hiring {

    /**
     * @param number from 1
     * @param changes adds up what all writers have committed
     * @param goesOn whether to begin another transaction
     */
    Callable<Void> writer(int number, AtomicLong changes, BooleanSupplier goesOn);
  }

  static Writers start(int count, Database shop, ShopSize size) {
    return start(
        count, (number, changes, goesOn) -> new Writer(number, shop, size, changes, goesOn));
  }

  static Writers start(int count, Hiring hiring) {
    Writers writers = new Writers();
    for (int number = 1; number <= count; number++) {
      writers.running.add(
          writers.threads.submit(hiring.writer(number, writers.changes, writers.goOn::get)));
    }
    return writers;
  }

  /** How many rows they have changed so far. */
  long changes() {
    return changes.get();
  }

  /** Fails if one of them has. */
  void requireHealth() {
    running.stream().filter(Future::isDone).forEach(Writers::result);
  }

  /** Lets every writer finish its transaction, and returns when all have. */
  void stop() {
    goOn.set(false);
    running.forEach(Writers::result);
  }

  @Override
  public void close() {
    goOn.set(false);
    threads.shutdown();
  }

  private static void result(Future<Void> writer) {
    try {
      writer.get();
    } catch (ExecutionException e) {
      throw new Problem("a writer of the demo failed: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while writers finished", e);
    }
  }
}
