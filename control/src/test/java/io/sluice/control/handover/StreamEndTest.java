package io.sluice.control.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import org.junit.jupiter.api.Test;

class StreamEndTest {

  private static final Lsn COMMIT = Lsn.parse("0/1000");

  @Test
  void commitThatLiesBeforeTheEndOfItsTransactionIsWhole() {
    assertThat(new StreamEnd(COMMIT, Lsn.parse("0/1030")).isWhole()).isTrue();
  }

  @Test
  void quietPositionIsWhole() {
    assertThat(new StreamEnd(COMMIT, COMMIT).isWhole()).isTrue();
  }

  @Test
  void pieceOfATransactionWhoseCommitIsStillAheadIsNotWhole() {
    assertThat(new StreamEnd(COMMIT, Lsn.parse("0/0F00")).isWhole()).isFalse();
  }
}
