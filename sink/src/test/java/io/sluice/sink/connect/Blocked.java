package io.sluice.sink.connect;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Work that meets a lock of another session. */
final class Blocked {

  private static final String WAITERS = "SELECT pid FROM pg_locks WHERE NOT granted";
  private static final long PAUSE_NANOS = 1_000_000;

  private Blocked() {}

  /** Returns when it waits for a lock, or is done. */
  static CompletableFuture<Void> until(TargetDatabase target, Runnable work) throws SQLException {
    CompletableFuture<Void> begun = CompletableFuture.runAsync(work);
    while (!begun.isDone() && target.list(WAITERS).isEmpty()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return begun;
  }
}
