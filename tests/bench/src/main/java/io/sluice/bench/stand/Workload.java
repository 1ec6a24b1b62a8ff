package io.sluice.bench.stand;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Changes of {@code orders}: in each transaction 50 new orders, 40 changed and 10 deleted, in this
 * order.
 *
 * <p>The server does it all by itself, in one session that waits for no disk. A transaction follows
 * from its number. New ids go on from the last; every fifth order is deleted one day, the oldest
 * first, and never changed; the changed ones are spread over all the others. So each change hits a
 * row, and the count is exact.
 */
public final class Workload {

  private static final int INSERTS = 50;
  private static final int DELETES = 10;
  private static final int DELETED_ONE_IN = 5;

  private static final String PROCEDURE =
      """
      CREATE PROCEDURE public.work(rows bigint, first bigint, last bigint) LANGUAGE plpgsql AS $$
      DECLARE
        newest bigint;
      BEGIN
        FOR t IN first::int..last::int LOOP
          newest := rows + 50 * (t - 1);
          INSERT INTO public.orders
            SELECT $columns FROM generate_series(newest + 1, newest + 50) id;
          UPDATE public.orders SET status = 'changed', amount = amount + 1
            WHERE id = ANY (ARRAY(
              SELECT 5 * (k * (newest / 5) / 40 + (t * 7919::bigint + k * 31) % (newest / 200)) + 1 + (t + k) % 4
                FROM generate_series(0, 39) k));
          DELETE FROM public.orders
            WHERE id = ANY (ARRAY(SELECT 5 * (10 * (t - 1) + k) FROM generate_series(1, 10) k));
          COMMIT;
        END LOOP;
      END $$
      """
          .replace("$columns", FreshOrder.COLUMNS);

  private final Server source;
  private final Size size;
  private volatile long transactions;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  /**
   * @param source where {@code orders} is filled
   * @param size with which it is, and how much a workload changes
   */
  public Workload(Server source, Size size) {
    this.source = source;
    this.size = size;
  }

  /** Brings what {@link #run} calls; once. */
  public void prepare() throws SQLException {
    source.execute(PROCEDURE);
  }

  /** Makes one workload's changes; returns when the last is committed. */
  public synchronized void run() throws SQLException {
    long first = transactions + 1;
    transactions += size.transactions();
    try (Connection session = source.connect();
        PreparedStatement call = session.prepareStatement("CALL public.work(?, ?, ?)")) {
      session.createStatement().execute("SET synchronous_commit = off");
      call.setLong(1, size.rows());
      call.setLong(2, first);
      call.setLong(3, transactions);
      call.execute();
    }
  }

  /** The same, by another thread; {@link #isDone} says when. */
  public void start() {
    running =
        CompletableFuture.runAsync(
            () -> {
              try {
                run();
              } catch (SQLException e) {
                throw new CompletionException(e);
              }
            });
  }

  /** Whether the last workload that was started has made all its changes. */
  public boolean isDone() {
    if (running.isDone()) {
      running.join();
      return true;
    }
    return false;
  }

  /** Returns when no workload runs, whatever came of the last one. */
  void awaitEnd() {
    running.exceptionally(failed -> null).join();
  }

  /** The greatest id of {@code orders} after all that has been begun. */
  public long lastInserted() {
    return size.rows() + INSERTS * transactions;
  }

  /** The order whose deletion is the last change of all that has been begun. */
  public long lastDeleted() {
    return (long) DELETED_ONE_IN * DELETES * transactions;
  }

  /** How many changes there were so far, the running workload's included. */
  public long changes() {
    return transactions * Size.CHANGES_PER_TRANSACTION;
  }

  /** How many changes have come with all new orders up to an id. */
  public long changesUpTo(long greatestId) {
    long inserted = Math.max(0, greatestId - size.rows());
    return inserted * Size.CHANGES_PER_TRANSACTION / INSERTS;
  }
}
