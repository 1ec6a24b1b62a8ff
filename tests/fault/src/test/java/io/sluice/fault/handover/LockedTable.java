package io.sluice.fault.handover;

import io.sluice.testkit.Pipeline;
import io.sluice.testkit.SluiceCommand;
import io.sluice.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.awaitility.Awaitility;

/**
 * Holds a handover up where it waits for rows to arrive in the target: nobody can write them.
 *
 * @param target with the table
 * @param holder of the lock
 * @param before where the command is to be as well
 */
record LockedTable(TestDatabase target, Connection holder, Place before) implements Hold {

  private static final String WAITING =
      "SELECT pid FROM pg_locks WHERE relation = 'public.counter'::regclass AND NOT granted";

  /** Locks it for everybody but readers. */
  static LockedTable of(TestDatabase target, Place before) {
    Connection holder = target.connect();
    try (java.sql.Statement lock = holder.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("LOCK TABLE public.counter IN EXCLUSIVE MODE");
      return new LockedTable(target, holder, before);
    } catch (SQLException e) {
      throw new AssertionError("the table cannot be locked", e);
    }
  }

  @Override
  public void await(SluiceCommand command) {
    before.await(command);
    Awaitility.await("a writer at the lock")
        .atMost(Pipeline.LIMIT)
        .until(() -> !target.texts(WAITING).isEmpty());
  }

  @Override
  public void close() {
    try {
      holder.rollback();
      holder.close();
    } catch (SQLException e) {
      throw new AssertionError("the lock is not let go", e);
    }
  }
}
