package io.sluice.control.cutover;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One move, as the journal has it.
 *
 * @param id its own
 * @param direction which way
 * @param steps those that began, in their order
 */
record Run(UUID id, Direction direction, Map<StepName, Mark> steps) {

  Run {
    steps = Map.copyOf(steps);
  }

  /**
   * What is known of a step.
   *
   * @param ended whether it did
   * @param age since then, or since it began
   */
  record Mark(boolean ended, Duration age) {}

  boolean began(StepName step) {
    return steps.containsKey(step);
  }

  boolean ended(StepName step) {
    return Optional.ofNullable(steps.get(step)).map(Mark::ended).orElse(false);
  }

  /** Whether it came to an end, be it there or back. */
  boolean isOver() {
    return ended(StepName.OPEN) || ended(StepName.BACK);
  }

  /** The step at which it stands. */
  StepName last() {
    return steps.keySet().stream().max(Enum::compareTo).orElse(StepName.PREFLIGHT);
  }

  /** How long ago it came to its last step. */
  Duration age() {
    return steps.get(last()).age();
  }
}
