package io.sluice.testkit.network;

import java.util.concurrent.TimeUnit;

/** Lets through what the weather lets through. Used by all threads of a proxy. */
final class Gate {

  private Weather weather = Weather.FINE;

  synchronized void set(Weather next) {
    weather = next;
    notifyAll();
  }

  /** Returns when so many bytes may pass. */
  synchronized void pass(int bytes) throws InterruptedException {
    while (!weather.carries()) {
      wait();
    }
    long end = System.nanoTime() + weather.duration(bytes).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
