package io.sluice.control.check;

import io.sluice.control.migration.Fencing;

/**
 * What kind of cutover a migration is to come to.
 *
 * @param fencing how it keeps writers out
 * @param oneWay whether it does without a way back
 */
public record CutoverIntent(Fencing fencing, boolean oneWay) {

  /** A cutover that can be taken back. */
  public static CutoverIntent by(Fencing fencing) {
    return new CutoverIntent(fencing, false);
  }
}
