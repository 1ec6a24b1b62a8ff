package io.sluice.control.verify;

import io.sluice.change.TableId;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.source.snapshot.TableWriters;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Waits for transactions that hold a write lock on a table now. They give it back only after what
 * they wrote is visible, so that a later read sees whatever of theirs is in the stream already.
 *
 * @param source where they run
 * @param patience for them
 */
record WritersGone(Database source, Patience patience) {

  /**
   * Returns when those of this moment have ended.
   *
   * @throws Problem that names them, if they do not end in time
   */
  void await(TableId table) throws SQLException {
    try (TableWriters writers = new TableWriters(source.endpoint())) {
      Map<String, String> first = writers.of(table);
      AtomicReference<Collection<String>> left = new AtomicReference<>(first.values());
      patience.until(
          () -> first.isEmpty() || left(writers, table, first, left),
          () -> "transactions that write to " + table + " do not end: " + left.get());
    }
  }

  private static boolean left(
      TableWriters writers,
      TableId table,
      Map<String, String> first,
      AtomicReference<Collection<String>> left) {
    try {
      Map<String, String> now = new HashMap<>(writers.of(table));
      now.keySet().retainAll(first.keySet());
      left.set(now.values());
      return now.isEmpty();
    } catch (SQLException failed) {
      throw new Problem("the writers of " + table + " cannot be asked for", failed);
    }
  }
}
