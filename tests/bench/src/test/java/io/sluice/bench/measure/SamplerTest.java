package io.sluice.bench.measure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.report.Problem;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SamplerTest {

  @Test
  void gaugeThatCannotBeReadIsTold() {
    Gauge broken =
        () -> {
          throw new SQLException("the server has gone");
        };
    assertThatThrownBy(() -> Sampler.start(broken, Processes.bench()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the server has gone");
  }
}
