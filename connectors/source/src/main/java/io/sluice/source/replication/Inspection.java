package io.sluice.source.replication;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One thing about the source that is looked at again and again while a capture runs. Called by the
 * thread of a {@link SourceWatch} only.
 */
@FunctionalInterface
public interface Inspection {

  /**
   * Looks once.
   *
   * @param session an ordinary session, in autocommit, with limits on how long a statement or a
   *     lock may take; not to be closed
   * @throws io.sluice.source.failure.SourceFailure if the capture has to stop
   * @throws SQLException if the look failed; it is repeated after the interval
   */
  void inspect(Connection session) throws SQLException;
}
