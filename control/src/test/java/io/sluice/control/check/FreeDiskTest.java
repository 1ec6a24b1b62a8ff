package io.sluice.control.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreeDiskTest {

  private static final String HEADER =
      "Filesystem     1024-blocks      Used Available Capacity Mounted on";

  @Test
  void availableBlocksAreRead() {
    assertThat(of("/dev/sda1        102687672  61842280  40828984      61% /"))
        .contains(40_828_984L * 1024);
  }

  @Test
  void namesMayHoldSpacesAndNumbers() {
    assertThat(of("nas:/vol 7 8 9      500 300 200      60% /srv/1 2 3 4% data"))
        .contains(200L * 1024);
  }

  /** Where root's reserve is used as well. */
  @Test
  void lessThanNothingIsNothing() {
    assertThat(of("/dev/sda1 1000 1000 -20 100% /")).contains(0L);
  }

  @Test
  void anotherAnswerIsNoNumber() {
    assertThat(of("df: base: No such file or directory")).isEmpty();
    assertThat(FreeDisk.available(List.of())).isEmpty();
  }

  private static Optional<Long> of(String line) {
    return FreeDisk.available(List.of(HEADER, line));
  }
}
