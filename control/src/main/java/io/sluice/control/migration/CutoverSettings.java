package io.sluice.control.migration;

import java.time.Duration;
import java.util.Optional;

/**
 * The section {@code cutover} of a migration's file.
 *
 * @param fencing how writers are kept out
 * @param switchCommand what moves the application over, for {@code sh -c}
 * @param switchTimeout how long that may take
 * @param margin how many values to skip in each sequence
 * @param maxDowntime after which the writers are let in again where they were
 * @param maxLag how long a mark may take to the other side for the move to begin
 */
public record CutoverSettings(
    Fencing fencing,
    Optional<String> switchCommand,
    Duration switchTimeout,
    long margin,
    Duration maxDowntime,
    Duration maxLag) {

  /** What holds where the file says nothing. */
  public static final CutoverSettings DEFAULT =
      new CutoverSettings(
          new Fencing.Tables(),
          Optional.empty(),
          Duration.ofSeconds(60),
          0,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10));

  /** The same with another fence. */
  public CutoverSettings with(Fencing other) {
    return new CutoverSettings(other, switchCommand, switchTimeout, margin, maxDowntime, maxLag);
  }

  /** The same with another command that moves the application over. */
  public CutoverSettings withSwitch(String command) {
    return new CutoverSettings(
        fencing, Optional.of(command), switchTimeout, margin, maxDowntime, maxLag);
  }

  /** The same with other limits of time. */
  public CutoverSettings withLimits(Duration toSwitch, Duration downtime, Duration lag) {
    return new CutoverSettings(fencing, switchCommand, toSwitch, margin, downtime, lag);
  }

  /** The same with another margin. */
  public CutoverSettings withMargin(long values) {
    return new CutoverSettings(fencing, switchCommand, switchTimeout, values, maxDowntime, maxLag);
  }
}
