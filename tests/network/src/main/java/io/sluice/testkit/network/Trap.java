package io.sluice.testkit.network;

import java.util.concurrent.CompletableFuture;

/** Waits for a moment to come for the n-th time, in whichever connection. */
final class Trap {

  private final Moment moment;
  private final CompletableFuture<Void> sprung = new CompletableFuture<>();
  private int left;

  Trap(Moment moment, int nth) {
    if (nth < 1) {
      throw new IllegalArgumentException("the first is number 1, not " + nth);
    }
    this.moment = moment;
    this.left = nth;
  }

  /** Completes when the connection is cut. */
  CompletableFuture<Void> sprung() {
    return sprung;
  }

  /** Whether it springs now, which it does once. */
  synchronized boolean springs(Moment now) {
    return now == moment && left > 0 && --left == 0;
  }
}
