package io.sluice.control.box;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be ended when this process ends, however it ends: on Ctrl-C, SIGTERM or an exception a
 * shutdown hook closes what is still open, the latest first.
 */
final class AtExit {

  private static final Deque<Runnable> OPEN = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "sluice-at-exit"));
  }

  private AtExit() {}

  /** Runs {@code close} at exit, unless it is forgotten before. */
  static synchronized void run(Runnable close) {
    OPEN.push(close);
  }

  static synchronized void forget(Runnable close) {
    OPEN.remove(close);
  }

  private static synchronized Runnable next() {
    return OPEN.poll();
  }

  private static void closeAll() {
    for (Runnable close = next(); close != null; close = next()) {
      try {
        close.run();
      } catch (RuntimeException failed) {
        System.err.println("at exit: " + failed.getMessage());
      }
    }
  }
}
