package io.sluice.control.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.report.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 17, 18})
  void shopMovesFromEveryVersionThatThereIsAServerOf(int major) {
    assertThat(new DemoOptions(100, 0, 0, major).sourceVersion()).isEqualTo(major);
  }

  @ParameterizedTest
  @ValueSource(ints = {-15, 0, 14, 19, 150})
  void versionWithoutAServerIsRefused(int major) {
    assertThatThrownBy(() -> new DemoOptions(100, 0, 0, major))
        .isInstanceOf(Problem.class)
        .hasMessage("--source-version must be from 15 to 18");
  }
}
