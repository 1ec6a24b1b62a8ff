package io.sluice.fault.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which fault comes when: from the seed alone, so that it can be had again. All kinds come once, in
 * random order, before any comes again.
 *
 * @param faults in the order in which they begin
 */
record Schedule(List<PlannedFault> faults) {

  private static final int MOST_PAUSE_MILLIS = 3_000;
  private static final int LEAST_HOLD_MILLIS = 300;
  private static final int MOST_HOLD_MILLIS = 5_000;

  Schedule {
    faults = List.copyOf(faults);
  }

  /** The faults that begin within a time. */
  static Schedule of(long seed, Duration length) {
    Random random = new Random(seed);
    List<PlannedFault> faults = new ArrayList<>();
    List<FaultKind> deck = new ArrayList<>();
    Duration at = pause(random);
    while (at.compareTo(length) < 0) {
      if (deck.isEmpty()) {
        deck.addAll(Arrays.asList(FaultKind.values()));
        Collections.shuffle(deck, random);
      }
      PlannedFault fault = new PlannedFault(at, deck.remove(0), hold(random), random.nextLong());
      faults.add(fault);
      at = at.plus(fault.kind().takes()).plus(fault.hold()).plus(pause(random));
    }
    return new Schedule(faults);
  }

  private static Duration pause(Random random) {
    return Duration.ofMillis(random.nextInt(MOST_PAUSE_MILLIS));
  }

  private static Duration hold(Random random) {
    return Duration.ofMillis(LEAST_HOLD_MILLIS + random.nextInt(MOST_HOLD_MILLIS));
  }
}
