package io.sluice.e2e.types;

import java.util.Optional;

/**
 * One value of a type, brought one way in one format.
 *
 * @param value its number, from 1
 * @param difference how it arrived otherwise than it left; empty if it did not
 */
record Cell(String type, int value, Way way, Format format, Optional<String> difference) {

  private static final int SHOWN = 60;

  /**
   * What a row holds.
   *
   * @param text null for NULL
   */
  record Text(String text) {}

  /** How what came differs from what left; empty stands for no row. */
  static Optional<String> difference(Optional<Text> source, Optional<Text> target) {
    if (source.equals(target)) {
      return Optional.empty();
    }
    if (source.isEmpty() || target.isEmpty()) {
      return Optional.of(target.isEmpty() ? "no row arrived" : "the row is still there");
    }
    String left = String.valueOf(source.get().text());
    String came = String.valueOf(target.get().text());
    int at = firstDifference(left, came);
    return Optional.of(
        "%d characters left and %d came; from %d on: %s ≠ %s"
            .formatted(left.length(), came.length(), at, shown(left, at), shown(came, at)));
  }

  private static int firstDifference(String left, String right) {
    int at = 0;
    while (at < Math.min(left.length(), right.length()) && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String shown(String text, int from) {
    return '«' + text.substring(from, Math.min(text.length(), from + SHOWN)) + '»';
  }
}
