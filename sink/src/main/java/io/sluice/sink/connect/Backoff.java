package io.sluice.sink.connect;

import java.time.Duration;

/** Pauses between attempts: each twice the one before, up to the longest. */
final class Backoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** The pause before the next attempt. */
  Duration pause() {
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return pause;
  }

  /** An attempt succeeded: the next pause is the first again. */
  void reset() {
    next = first;
  }
}
