package io.sluice.fault.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault by itself, while people trade; afterwards both sides are equal. */
class EachSinkFault {

  private static final long SEED = 20_261_127L;
  private static final Duration HOLD = Duration.ofSeconds(2);

  private static Pipeline pipeline;

  @BeforeAll
  static void start() {
    pipeline = Pipeline.start(SEED, System.out::println);
  }

  @AfterAll
  static void end() throws Exception {
    pipeline.close();
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void faultLosesNothingAndRepeatsNothing(FaultKind kind) throws Exception {
    pipeline.open();
    String how = pipeline.inject(new PlannedFault(Duration.ZERO, kind, HOLD, kind.ordinal()));
    Verdict verdict = pipeline.settle();

    assertThat(how).isNotEqualTo(FaultKind.NOT_COME_ABOUT);
    assertThat(verdict.differences()).isEmpty();
    assertThat(verdict.sentence(1)).isEqualTo("1 faults, 0 lost, 0 twice, sum whole");
  }
}
