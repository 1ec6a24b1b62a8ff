package io.sluice.control.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceStateTest {

  private final SequenceState ten = new SequenceState(10, true);
  private final SequenceState tenUnused = new SequenceState(10, false);

  @Test
  void valueThatWasGivenOutIsFurtherThanTheSameValueUnused() {
    assertThat(ten.isAtOrAheadOf(tenUnused, 1)).isTrue();
    assertThat(tenUnused.isAtOrAheadOf(ten, 1)).isFalse();
    assertThat(tenUnused.isAtOrAheadOf(tenUnused, 1)).isTrue();
  }

  @Test
  void sequenceThatCountsDownIsAheadWhenItIsLower() {
    SequenceState five = new SequenceState(5, true);

    assertThat(five.isAtOrAheadOf(ten, -1)).isTrue();
    assertThat(five.isAtOrAheadOf(ten, 1)).isFalse();
  }

  @Test
  void marginStopsAtTheSequencesEnd() {
    assertThat(ten.ahead(100, 1, 1, 50)).isEqualTo(new SequenceState(50, true));
    assertThat(ten.ahead(100, -3, 1, 50)).isEqualTo(new SequenceState(1, true));
    assertThat(new SequenceState(1, true).ahead(2, 1, 1, Long.MAX_VALUE).lastValue()).isEqualTo(3);
  }

  @Test
  void noMarginChangesNothing() {
    assertThat(tenUnused.ahead(0, 1, 1, 50)).isEqualTo(tenUnused);
  }
}
