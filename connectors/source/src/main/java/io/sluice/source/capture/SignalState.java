package io.sluice.source.capture;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What operators have asked for so far, and what of it still holds.
 *
 * @param nextOffset of the signal topic, the first that has not been handled; empty without a topic
 * @param paused whether no chunk is read
 * @param chunkRows what a signal has set; empty while the configuration holds
 * @param configuredRows what the configuration said then: a change of it wins over the signal
 * @param reread the value of {@code snapshot.reread} that was handled last
 */
public record SignalState(
    OptionalLong nextOffset,
    boolean paused,
    OptionalInt chunkRows,
    int configuredRows,
    Optional<String> reread) {

  /** Before anybody has asked for anything. */
  public static SignalState none(int configuredRows) {
    return new SignalState(
        OptionalLong.empty(), false, OptionalInt.empty(), configuredRows, Optional.empty());
  }

  /** The size of chunks that holds under a configuration. */
  public int rowsUnder(int configured) {
    return configured == configuredRows ? chunkRows.orElse(configured) : configured;
  }

  SignalState at(long offset) {
    return new SignalState(OptionalLong.of(offset), paused, chunkRows, configuredRows, reread);
  }

  SignalState paused(boolean pause) {
    return new SignalState(nextOffset, pause, chunkRows, configuredRows, reread);
  }

  SignalState chunkRows(int rows, int configured) {
    return new SignalState(nextOffset, paused, OptionalInt.of(rows), configured, reread);
  }

  SignalState reread(String handled) {
    return new SignalState(nextOffset, paused, chunkRows, configuredRows, Optional.of(handled));
  }
}
