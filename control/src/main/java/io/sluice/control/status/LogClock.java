package io.sluice.control.status;

import io.sluice.change.Lsn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Remembers when the source's log ended where, so that a position has an age: how long ago the
 * source stood there. Pure, used by one thread.
 */
final class LogClock {

  private static final int REMEMBERED = 4096;

  private record Look(long nanos, Lsn end) {}

  private final Deque<Look> looks = new ArrayDeque<>();

  /**
   * Notes where the log ends.
   *
   * @param nanos of a clock that does not go back
   */
  void look(long nanos, Lsn end) {
    if (looks.isEmpty() || !looks.getLast().end().equals(end)) {
      looks.addLast(new Look(nanos, end));
    }
    if (looks.size() > REMEMBERED) {
      looks.removeFirst();
    }
  }

  /**
   * How long a stage that has come to a position is behind.
   *
   * @return none where it is at the end of the log; empty where the position is older than what was
   *     looked at
   */
  Optional<Duration> behind(long nanos, Lsn position) {
    if (looks.isEmpty() || position.hasReached(looks.getLast().end())) {
      return looks.isEmpty() ? Optional.empty() : Optional.of(Duration.ZERO);
    }
    if (!position.hasReached(looks.getFirst().end())) {
      return Optional.empty();
    }
    return looks.stream()
        .filter(look -> !position.hasReached(look.end()))
        .findFirst()
        .map(missed -> Duration.ofNanos(nanos - missed.nanos()));
  }
}
