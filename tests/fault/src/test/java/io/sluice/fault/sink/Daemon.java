package io.sluice.fault.sink;

/** Threads that end with the run, however it ends. */
final class Daemon {

  private Daemon() {}

  static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sluice-faults");
    thread.setDaemon(true);
    return thread;
  }
}
