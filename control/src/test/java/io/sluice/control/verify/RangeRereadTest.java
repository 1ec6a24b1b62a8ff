package io.sluice.control.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.source.snapshot.KeyBound;
import io.sluice.source.snapshot.KeyRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RangeRereadTest {

  @Test
  void rangesThatFollowEachOtherAreReadAsOne() {
    KeyRange.Between first = new KeyRange.Between(Optional.empty(), bound("5"));
    KeyRange.Between second = new KeyRange.Between(bound("5"), bound("9"));
    KeyRange.Between last = new KeyRange.Between(bound("20"), Optional.empty());

    assertThat(RangeReread.joined(List.of(first, second, last)))
        .containsExactly(new KeyRange.Between(Optional.empty(), bound("9")), last);
    assertThat(RangeReread.joined(List.of(KeyRange.Between.ALL)))
        .containsExactly(KeyRange.Between.ALL);
  }

  private static Optional<KeyBound> bound(String value) {
    return Optional.of(new KeyBound(List.of("id"), List.of(value)));
  }
}
