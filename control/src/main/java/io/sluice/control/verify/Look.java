package io.sluice.control.verify;

import java.util.Optional;

/**
 * A row on both sides, as one look of {@link Suspects} saw it: first the source was read, then the
 * target, which had applied everything that the source had shown.
 *
 * @param source empty if the source had no such row
 * @param target empty if the target had no such row
 */
record Look(Optional<Sighting> source, Optional<Sighting> target) {

  /** Whether the target held what the source had. */
  boolean agrees() {
    return source.map(Sighting::hash).equals(target.map(Sighting::hash));
  }

  /** In which way it differs, if it does. */
  Difference.Kind kind() {
    if (target.isEmpty()) {
      return Difference.Kind.MISSING;
    }
    return source.isEmpty() ? Difference.Kind.EXTRA : Difference.Kind.DIFFERENT;
  }
}
