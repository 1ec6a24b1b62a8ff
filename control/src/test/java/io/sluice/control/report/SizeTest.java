package io.sluice.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SizeTest {

  @Test
  void bytesHaveTheUnitThatFits() {
    assertThat(Size.of(17)).isEqualTo("17 B");
    assertThat(Size.of(1536)).isEqualTo("1.5 kB");
    assertThat(Size.of(3L << 40)).isEqualTo("3.0 TB");
  }

  @Test
  void spansHaveTheirTwoLargestUnits() {
    assertThat(Size.of(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Size.of(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Size.of(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Size.of(Duration.ofHours(52))).isEqualTo("2 d 4 h");
  }
}
