package io.sluice.control.verify;

import io.sluice.control.compare.CapturedTable;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Verifies tables side by side.
 *
 * @param each of them
 * @param jobs how many at the same time
 */
record VerificationJobs(
    Migration migration, ConnectRest rest, TableVerification each, Screen screen, int jobs) {

  private static final Duration LAST_STATEMENT = Duration.ofSeconds(20);

  /** The results, in the order of the tables. */
  List<TableResult> run(List<CapturedTable> tables) throws SQLException {
    Copied copied = Copied.of(rest, migration);
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<TableResult>> running = new ArrayList<>();
      for (CapturedTable table : tables) {
        running.add(threads.submit(() -> run(table, copied)));
      }
      return results(running);
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  /** What they use is closed next. */
  private static void awaitEnd(ExecutorService threads) {
    boolean interrupted = Thread.interrupted();
    try {
      threads.awaitTermination(LAST_STATEMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException again) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private TableResult run(CapturedTable table, Copied copied) throws SQLException {
    TableResult result = each.run(table, copied.has(table.id()));
    screen.show(result);
    return result;
  }

  private static List<TableResult> results(List<Future<TableResult>> running) throws SQLException {
    List<TableResult> results = new ArrayList<>();
    for (Future<TableResult> result : running) {
      results.add(result(result));
    }
    return results;
  }

  private static TableResult result(Future<TableResult> running) throws SQLException {
    try {
      return running.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while waiting", stopped);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed);
    }
  }
}
