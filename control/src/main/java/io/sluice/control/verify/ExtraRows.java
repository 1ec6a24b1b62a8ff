package io.sluice.control.verify;

import io.sluice.control.migration.Migration;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deletes rows of the target that the source does not have. Reading a table again cannot do that.
 *
 * <p>In one transaction on the target:
 *
 * <ol>
 *   <li>lock the sink's progress: until the end, the target stays where it is in the log;
 *   <li>find the rows;
 *   <li>wait for the source's writers: all that the target has applied is visible then;
 *   <li>ask the source, and delete the rows that it does not have. Whoever inserts such a row again
 *       does so behind what the target has applied, and the sink will bring it.
 * </ol>
 *
 * <p>The transaction carries a replication origin, as the sink's do, and triggers stay quiet.
 */
record ExtraRows(Migration migration, BothSides sides, Connection target) {

  private static final int BATCH = 1_000;
  private static final Patience WRITERS =
      new Patience(Duration.ofMillis(20), Duration.ofSeconds(10));
  private static final Patience TRIES = new Patience(Duration.ofMillis(200), Duration.ofMinutes(2));

  /** Shorter than the server's wait for deadlocks, so that it is never the sink that gives way. */
  private static final String BEGIN =
      "BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL lock_timeout = '500ms'";

  private static final String LOCK =
      "SELECT 1 FROM sluice.progress WHERE connector = ?"
          + " ORDER BY connector, topic, partition FOR UPDATE";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Deletes those of the keys that the source does not have; how many these were. */
  long delete(List<List<String>> keys) throws SQLException {
    new RepairOrigin(target, migration.sinkConnector()).attach();
    long deleted = 0;
    for (int from = 0; from < keys.size(); from += BATCH) {
      deleted += repeated(keys.subList(from, Math.min(keys.size(), from + BATCH)));
    }
    return deleted;
  }

  /** The sink may just be at one of the rows, or at the progress. */
  private long repeated(List<List<String>> keys) throws SQLException {
    long[] deleted = {-1};
    TRIES.until(
        () -> {
          deleted[0] = tried(keys);
          return deleted[0] >= 0;
        },
        () -> "rows of " + sides.table() + " on the target stay locked");
    return deleted[0];
  }

  private long tried(List<List<String>> keys) {
    try {
      execute(BEGIN);
      long deleted = deleted(keys);
      execute("COMMIT");
      return deleted;
    } catch (SQLException failed) {
      rollback(failed);
      if (LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
        return -1;
      }
      throw new Problem(
          "rows of %s cannot be deleted on the target (SQLSTATE %s)"
              .formatted(sides.table(), failed.getSQLState()),
          failed);
    }
  }

  private long deleted(List<List<String>> keys) throws SQLException {
    try (PreparedStatement lock = target.prepareStatement(LOCK)) {
      lock.setString(1, migration.sinkConnector());
      lock.executeQuery().close();
    }
    Map<List<String>, Place> places = sides.target().places(keys);
    places.keySet().retainAll(Set.copyOf(keys));
    new WritersGone(migration.source().database(), WRITERS).await(sides.table());
    places.keySet().removeAll(sides.source().rows(keys).keySet());
    return sides.target().delete(new ArrayList<>(places.values()));
  }

  private void rollback(SQLException failed) {
    try {
      execute("ROLLBACK");
    } catch (SQLException lost) {
      failed.addSuppressed(lost);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = target.createStatement()) {
      statement.execute(sql);
    }
  }
}
