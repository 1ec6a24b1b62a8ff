package io.sluice.sink.connect;

import io.sluice.sink.apply.Arrival;
import io.sluice.sink.gather.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is to be written next. Used by the task's thread. */
final class Pending {

  private final BatchOptions options;
  private List<Arrival> arrivals = new ArrayList<>();
  private boolean whole;
  private long bytes;
  private long since;

  Pending(BatchOptions options) {
    this.options = options;
  }

  void add(Cut cut) {
    if (arrivals.isEmpty()) {
      since = System.nanoTime();
    }
    arrivals.addAll(cut.arrivals());
    bytes += cut.bytes();
    whole = cut.whole();
  }

  int size() {
    return arrivals.size();
  }

  boolean isEmpty() {
    return arrivals.isEmpty();
  }

  /** Whether it should not become larger. */
  boolean isFull() {
    return arrivals.size() >= options.records() || bytes >= options.bytes();
  }

  /** How long it may still wait for more. */
  Duration rest() {
    Duration waited = Duration.ofNanos(System.nanoTime() - since);
    Duration rest = options.linger().minus(waited);
    return isEmpty() || isFull() || rest.isNegative() ? Duration.ZERO : rest;
  }

  /** All of it; nothing is pending afterwards. */
  Cut take() {
    Cut taken = new Cut(arrivals, whole, bytes);
    clear();
    return taken;
  }

  void clear() {
    arrivals = new ArrayList<>();
    bytes = 0;
  }
}
