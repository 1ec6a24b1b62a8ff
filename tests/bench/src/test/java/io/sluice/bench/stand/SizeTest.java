package io.sluice.bench.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.report.Problem;
import org.junit.jupiter.api.Test;

class SizeTest {

  @Test
  void changesAreWholeTransactions() {
    Size size = new Size(1_000, 1_250, 1_000);
    assertThat(size.changes()).isEqualTo(1_200);
    assertThat(size.transactions()).isEqualTo(12);
  }

  @Test
  void tooLittleIsRefused() {
    assertThatThrownBy(() -> new Size(999, 100, 1_000))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--rows");
    assertThatThrownBy(() -> new Size(1_000, 99, 1_000))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--changes");
  }
}
