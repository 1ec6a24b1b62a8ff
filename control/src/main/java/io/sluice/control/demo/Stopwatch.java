package io.sluice.control.demo;

import java.time.Duration;

/** Runs from its creation. */
final class Stopwatch {

  private final long start = System.nanoTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  double seconds() {
    return elapsed().toNanos() / 1e9;
  }
}
