package io.sluice.control.demo;

import io.sluice.control.migration.Database;
import io.sluice.control.report.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Samples how long our own sessions hold a snapshot on the source, which is what holds vacuum back.
 */
public final class XminWatch implements AutoCloseable {

  private static final long INTERVAL_MS = 50;
  private static final String OLDEST =
      """
      SELECT coalesce(max(1000 * extract(epoch FROM clock_timestamp() - xact_start)), 0)::bigint
        FROM pg_stat_activity
       WHERE application_name LIKE 'sluice%' AND backend_type = 'client backend'
         AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()
      """;

  private final Connection connection;
  private final AtomicLong oldest = new AtomicLong();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("xmin-watch"));

  private XminWatch(Connection connection) {
    this.connection = connection;
  }

  /** Watches a database's server until it is closed. */
  public static XminWatch start(Database source) {
    XminWatch watch = new XminWatch(source.open("demo-watch"));
    watch.thread.scheduleAtFixedRate(watch::sample, 0, INTERVAL_MS, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** The greatest age seen so far, in milliseconds. */
  public long oldestMillis() {
    return oldest.get();
  }

  private void sample() {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(OLDEST)) {
      row.next();
      oldest.accumulateAndGet(row.getLong(1), Math::max);
    } catch (SQLException e) {
      throw new Problem("the source's sessions cannot be watched: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    connection.close();
  }
}
