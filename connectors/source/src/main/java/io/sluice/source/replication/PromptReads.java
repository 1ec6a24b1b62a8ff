package io.sluice.source.replication;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.PGStream;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.QueryExecutorBase;
import org.postgresql.jdbc.PgConnection;

/**
 * Makes reads that do not wait see what has arrived, on encrypted connections too.
 *
 * <p>A TLS socket says that nothing is available until somebody reads its next record. The driver
 * looks for that only once a second, so that a stream over TLS crawls at a few thousand rows a
 * second. Its stream has a setter for the pause but no public way to the stream. Without the pause,
 * a read that finds nothing takes a millisecond, in which it wakes up for whatever arrives.
 */
final class PromptReads {

  private PromptReads() {}

  /**
   * Takes the pause away.
   *
   * @throws IllegalStateException if the driver is another one than this was written for
   */
  static void on(Connection connection) throws SQLException {
    QueryExecutor executor = connection.unwrap(PgConnection.class).getQueryExecutor();
    try {
      Field stream = QueryExecutorBase.class.getDeclaredField("pgStream");
      stream.setAccessible(true);
      ((PGStream) stream.get(executor)).setMinStreamAvailableCheckDelay(0);
    } catch (ReflectiveOperationException otherDriver) {
      throw new IllegalStateException("this version of pgjdbc hides its stream", otherDriver);
    }
  }
}
