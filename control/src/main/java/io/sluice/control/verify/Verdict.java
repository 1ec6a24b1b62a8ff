package io.sluice.control.verify;

/**
 * What two looks at a row come to. Pure; the package's description has the proof.
 *
 * <p>Between the two, everything became visible on the source that the target may have applied at
 * the first.
 */
enum Verdict {
  /** The target held exactly what the source had at a read. */
  AGREES,
  /** No history of the source leads to what the target holds. */
  DIFFERS,
  /** The row changed meanwhile: look again. */
  OPEN;

  static Verdict of(Look before, Look now) {
    if (now.agrees()
        || before.target().map(Sighting::hash).equals(now.source().map(Sighting::hash))) {
      return AGREES;
    }
    return before.equals(now) ? DIFFERS : OPEN;
  }
}
