package io.sluice.sink.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StraightCopyTest {

  private final StraightCopy straight = new StraightCopy();

  @Test
  void itIsTriedUntilARowIsInTheWay() {
    assertThat(straight.isDue()).isTrue();
    straight.succeeded();
    assertThat(straight.isDue()).isTrue();
    straight.failed();
    assertThat(straight.isDue()).isFalse();
  }

  @Test
  void pausesGetLongerWithEachFailureAndShortAgainAfterASuccess() {
    straight.failed();
    int first = batchesUntilDue();
    straight.failed();
    int second = batchesUntilDue();
    straight.succeeded();
    straight.failed();
    int afterSuccess = batchesUntilDue();

    assertThat(first).isEqualTo(8);
    assertThat(second).isEqualTo(16);
    assertThat(afterSuccess).isEqualTo(8);
  }

  private int batchesUntilDue() {
    int batches = 0;
    while (!straight.isDue()) {
      batches++;
    }
    return batches;
  }
}
