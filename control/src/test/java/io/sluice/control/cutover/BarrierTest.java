package io.sluice.control.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.connect.Partition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BarrierTest {

  private static final Partition ORDERS = new Partition("shop.public.orders", 0);
  private static final Partition LINES = new Partition("shop.public.lines", 0);

  private final Barrier barrier = new Barrier(Map.of(ORDERS, 10L, LINES, 3L));

  @Test
  void isReachedOnlyWhenEveryPartitionIsAtItsEnd() {
    assertThat(barrier.isReached(Map.of(ORDERS, 10L, LINES, 3L))).isTrue();
    assertThat(barrier.isReached(Map.of(ORDERS, 12L, LINES, 3L))).isTrue();
    assertThat(barrier.isReached(Map.of(ORDERS, 9L, LINES, 3L))).isFalse();
  }

  @Test
  void partitionThatTheSinkHasNeverSeenIsMissingWhole() {
    assertThat(barrier.missing(Map.of(ORDERS, 4L))).isEqualTo(Map.of(ORDERS, 6L, LINES, 3L));
  }

  @Test
  void barrierWithoutRecordsIsReachedByASinkWithoutProgress() {
    assertThat(new Barrier(Map.of()).isReached(Map.of())).isTrue();
  }
}
