package io.sluice.fault.sink;

import java.time.Duration;

/**
 * A fault of a schedule.
 *
 * @param at when it begins, from the beginning of the run; later where the one before took longer
 * @param kind what happens
 * @param hold how long it lasts, where it lasts
 * @param dice what else is left to chance
 */
record PlannedFault(Duration at, FaultKind kind, Duration hold, long dice) {

  /** One of so many, from 1. */
  int upTo(int most) {
    return 1 + (int) Math.floorMod(dice, (long) most);
  }
}
