package io.sluice.fault.handover;

import io.sluice.testkit.LockBreak;
import io.sluice.testkit.Pipeline;
import io.sluice.testkit.SluiceCommand;
import java.sql.SQLException;

/**
 * Holds a handover up when a server has been sent a statement, which goes on without the command.
 *
 * @param pipeline that is handed over
 * @param statement which
 * @param lock that it waits for
 * @param lost whether it comes to nothing, as if the command had been killed just before; it is
 *     done in the end otherwise, as if the command had been killed just behind
 */
record HeldStatement(Pipeline pipeline, Statement statement, LockBreak lock, boolean lost)
    implements Hold {

  /** Holds it up until it is let go, and is done. */
  static HeldStatement done(Pipeline pipeline, Statement statement) {
    return of(pipeline, statement, false);
  }

  /** Holds it up until it is let go, and is not done. */
  static HeldStatement lost(Pipeline pipeline, Statement statement) {
    return of(pipeline, statement, true);
  }

  private static HeldStatement of(Pipeline pipeline, Statement statement, boolean lost) {
    statement.trap(pipeline);
    return new HeldStatement(pipeline, statement, LockBreak.in(statement.database(pipeline)), lost);
  }

  @Override
  public void await(SluiceCommand command) {
    lock.await();
  }

  @Override
  public void close() {
    if (lost) {
      lock.forget();
    }
    try {
      lock.close();
    } catch (SQLException e) {
      throw new AssertionError(statement + " is not let go", e);
    }
    statement.free(pipeline);
  }
}
