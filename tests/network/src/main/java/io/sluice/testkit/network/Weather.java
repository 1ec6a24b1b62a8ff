package io.sluice.testkit.network;

import java.time.Duration;

/**
 * How a network carries what is sent, in both directions.
 *
 * @param carries whether anything comes through; what does not is kept, and nobody is told
 * @param delay of each piece
 * @param bytesPerSecond for each direction of a connection; 0 for no limit
 */
public record Weather(boolean carries, Duration delay, long bytesPerSecond) {

  /** Everything comes through at once. */
  public static final Weather FINE = new Weather(true, Duration.ZERO, 0);

  /** A black hole: connections stay open, and nothing comes through. */
  public static final Weather STILL = new Weather(false, Duration.ZERO, 0);

  public Weather {
    if (delay.isNegative() || bytesPerSecond < 0) {
      throw new IllegalArgumentException("no negative delay and no negative rate");
    }
  }

  /** Each piece comes later. */
  public static Weather delayed(Duration delay) {
    return new Weather(true, delay, 0);
  }

  /** Not more than so much comes through. */
  public static Weather slow(long bytesPerSecond) {
    return new Weather(true, Duration.ZERO, bytesPerSecond);
  }

  /** How long so many bytes take. */
  Duration duration(int bytes) {
    return bytesPerSecond == 0 ? delay : delay.plusNanos(Math.round(1e9 * bytes / bytesPerSecond));
  }
}
