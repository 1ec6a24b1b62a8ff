package io.sluice.fault.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Duration LONG = Duration.ofMinutes(30);

  @Test
  void seedMakesTheSchedule() {
    assertThat(Schedule.of(7, LONG)).isEqualTo(Schedule.of(7, LONG));
    assertThat(Schedule.of(7, LONG)).isNotEqualTo(Schedule.of(8, LONG));
  }

  @Test
  void shorterScheduleIsTheBeginningOfALongerOne() {
    List<PlannedFault> few = Schedule.of(7, Duration.ofMinutes(1)).faults();

    assertThat(few).hasSizeGreaterThan(3);
    assertThat(Schedule.of(7, LONG).faults()).startsWith(few.toArray(PlannedFault[]::new));
  }

  @Test
  void everyKindComesBeforeAnyComesAgain() {
    List<FaultKind> kinds = Schedule.of(7, LONG).faults().stream().map(PlannedFault::kind).toList();

    assertThat(kinds.subList(0, FaultKind.values().length)).containsOnlyOnce(FaultKind.values());
  }
}
