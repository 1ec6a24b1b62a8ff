package io.sluice.fault.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run of what {@code tests/sink-faults.sh} does for longer. */
class RandomSinkFault {

  private static final long SEED = 5;
  private static final Duration LENGTH = Duration.ofMinutes(2);

  @Test
  void faultsInRandomOrderLoseNothingAndRepeatNothing() throws Exception {
    List<String> lines = new ArrayList<>();
    Schedule schedule = Schedule.of(SEED, LENGTH);

    boolean clean = new FaultRun(schedule, SEED, lines::add).run();

    assertThat(clean).as(String.join("\n", lines)).isTrue();
    assertThat(lines).last().asString().endsWith(" faults, 0 lost, 0 twice, sum whole");
  }
}
