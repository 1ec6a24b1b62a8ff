package io.sluice.fault.sink;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for states of other processes, which cannot tell when they are reached. */
final class Waits {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private Waits() {}

  /** Whether the state was seen within the time. */
  static boolean reaches(BooleanSupplier state, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
