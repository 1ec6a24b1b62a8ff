package io.sluice.control.report;

import java.time.Duration;
import java.util.Locale;

/** Writes bytes and spans of time for people. Pure. */
public final class Size {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final int STEP = 1024;

  private Size() {}

  /** {@code 17 B}, {@code 2.5 MB}: units of 1024, as PostgreSQL's {@code pg_size_pretty}. */
  public static String of(long bytes) {
    double size = bytes;
    int unit = 0;
    while (Math.abs(size) >= STEP && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /** The two largest units that matter: {@code 45 s}, {@code 3 min 20 s}, {@code 2 d 4 h}. */
  public static String of(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds < 86_400
        ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
        : seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }
}
