package io.sluice.envelope;

import io.sluice.change.Stamp;
import java.time.InstantSource;
import java.util.Optional;

/** Remembers the commit of the change before, which is mostly that of the next. */
final class Commits {

  /**
   * A large transaction's records may be a long time in the making; then the clock is asked again.
   */
  private static final int CHANGES_A_READING = 1_000;

  private final InstantSource clock;
  private Optional<Commit> last = Optional.empty();
  private int changes;

  Commits(InstantSource clock) {
    this.clock = clock;
  }

  /** The commit of a change. */
  Commit of(Stamp stamp) {
    if (last.isEmpty() || !last.get().has(stamp) || changes == CHANGES_A_READING) {
      last = Optional.of(Commit.of(stamp, clock.instant()));
      changes = 0;
    }
    changes++;
    return last.get();
  }
}
