package io.sluice.control.verify;

/**
 * How many rows differ.
 *
 * @param missing on the target
 * @param extra on the target
 * @param different on both, with other contents
 */
public record Counts(long missing, long extra, long different) {

  /** Nothing differs. */
  public static final Counts NONE = new Counts(0, 0, 0);

  /** All of them together. */
  public long total() {
    return missing + extra + different;
  }

  Counts plus(Counts more) {
    return new Counts(missing + more.missing, extra + more.extra, different + more.different);
  }

  Counts plus(Difference.Kind kind) {
    return switch (kind) {
      case MISSING -> new Counts(missing + 1, extra, different);
      case EXTRA -> new Counts(missing, extra + 1, different);
      case DIFFERENT -> new Counts(missing, extra, different + 1);
    };
  }
}
