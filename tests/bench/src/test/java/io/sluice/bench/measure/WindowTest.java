package io.sluice.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sluice.control.report.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @Test
  void startingAndNoticingTheEndAreNotCounted() {
    List<Sample> samples =
        List.of(at(0, 0, 0), at(5, 0, 4), at(6, 100, 5), at(8, 1000, 8), at(9, 1000, 20));
    Measurement measured = Window.of(samples).measurement(1000, Map.of());
    assertThat(measured.seconds()).isEqualTo(2);
    assertThat(measured.rows()).isEqualTo(900);
    assertThat(measured.rate()).isEqualTo(450);
    assertThat(measured.cpuMicros()).containsEntry("worker", 3_000_000L);
    assertThat(measured.cpuPerRow()).isCloseTo(3_333.3, within(0.1));
  }

  @Test
  void whatArrivesAtOneBlowIsCountedFromTheBeginning() {
    List<Sample> samples = List.of(at(0, 7, 0), at(1, 7, 1), at(4, 907, 4), at(5, 1007, 5));
    Measurement measured = Window.of(samples).measurement(500, Map.of());
    assertThat(measured.seconds()).isEqualTo(5);
    assertThat(measured.rows()).isEqualTo(500);
  }

  @Test
  void positionsNeedNotBeRows() {
    List<Sample> samples = List.of(at(0, 1_000, 0), at(1, 3_000, 1), at(11, 11_000, 11));
    assertThat(Window.of(samples).measurement(100, Map.of()).rows()).isEqualTo(80);
  }

  @Test
  void nothingArrivedIsAProblem() {
    List<Sample> samples = List.of(at(0, 3, 0), at(1, 3, 1));
    assertThatThrownBy(() -> Window.of(samples)).isInstanceOf(Problem.class);
  }

  @Test
  void otherProgramsDisturb() {
    long second = 1_000_000L;
    List<Sample> samples =
        List.of(
            sample(0, 0, 0, new MachineTime(0, 0)),
            sample(1, 1, 0, new MachineTime(0, 0)),
            sample(11, 100, 5, new MachineTime((5 + CORES) * second, CORES * second / 2)));
    Measurement measured = Window.of(samples).measurement(100, Map.of());
    assertThat(measured.othersShare()).isCloseTo(0.15, within(0.001));
    assertThat(measured.disturbed()).isTrue();
  }

  private static Sample at(long second, long position, long cpuSeconds) {
    return sample(second, position, cpuSeconds, new MachineTime(cpuSeconds * 1_000_000, 0));
  }

  private static Sample sample(long second, long position, long cpuSeconds, MachineTime machine) {
    return new Sample(
        second * 1_000_000_000, position, Map.of("worker", cpuSeconds * 1_000_000), machine);
  }
}
