package io.sluice.control.schema;

import io.sluice.control.report.Bar;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Picture;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Shows how far the target is with its indexes. Used by one thread.
 *
 * @param target a session of its own
 * @param picture where it is shown
 * @param total how many indexes there are to build
 */
record IndexProgress(Connection target, Picture picture, int total) {

  private static final Patience REFRESH =
      new Patience(Duration.ofMillis(200), Duration.ofDays(1000));
  private static final int LABEL = 24;

  private static final String BUILDS =
      """
      SELECT coalesce(x.relname, c.relname), p.phase,
             CASE WHEN p.blocks_total > 0 THEN p.blocks_done ELSE p.tuples_done END,
             CASE WHEN p.blocks_total > 0 THEN p.blocks_total ELSE p.tuples_total END,
             p.current_locker_pid
        FROM pg_stat_progress_create_index p
        JOIN pg_stat_activity a ON a.pid = p.pid AND a.application_name = 'sluice-schema-index'
        LEFT JOIN pg_class c ON c.oid = p.relid
        LEFT JOIN pg_class x ON x.oid = p.index_relid
       WHERE p.datname = current_database()
       ORDER BY 1
      """;

  /** Returns when all of these are done. */
  void watch(List<Future<?>> work, Outcome outcome) throws SQLException {
    int before = outcome.made().size();
    while (work.stream().anyMatch(each -> !each.isDone())) {
      List<String> builds = builds();
      int built = outcome.made().size() - before;
      picture.show("indexes: %d of %d built".formatted(built, total) + summary(builds), builds);
      REFRESH.pause();
    }
    for (Future<?> each : work) {
      requireDone(each);
    }
  }

  private static String summary(List<String> builds) {
    return builds.isEmpty() ? "" : ", " + builds.size() + " at work";
  }

  private static void requireDone(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Problem problem
          ? problem
          : new IllegalStateException("an index could not be built", e.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted while indexes are built; run it again", stopped);
    }
  }

  private List<String> builds() throws SQLException {
    return Query.of(target, BUILDS)
        .list(
            row ->
                new Bar(row.getString(1), row.getLong(3), row.getLong(4), note(row)).line(LABEL));
  }

  private static String note(ResultSet row) throws SQLException {
    long locker = row.getLong(5);
    return row.getString(2) + (locker == 0 ? "" : " (process " + locker + ")");
  }
}
