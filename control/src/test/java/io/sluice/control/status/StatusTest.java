package io.sluice.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {

  private static final TableStatus UNTOUCHED =
      new TableStatus(new TableId("public", "a"), 0, 100, false);
  private static final TableStatus HALF =
      new TableStatus(new TableId("public", "b"), 50, 100, false);
  private static final TableStatus DONE =
      new TableStatus(new TableId("public", "c"), 120, 100, true);
  private static final List<String> RUNNING = List.of("RUNNING", "RUNNING");

  @Test
  void phaseFollowsFromConnectorsAndTables() {
    assertThat(Status.phase(RUNNING, List.of())).isEqualTo(Phase.STARTING);
    assertThat(Status.phase(RUNNING, List.of(UNTOUCHED))).isEqualTo(Phase.STARTING);
    assertThat(Status.phase(RUNNING, List.of(UNTOUCHED, HALF, DONE))).isEqualTo(Phase.SNAPSHOT);
    assertThat(Status.phase(RUNNING, List.of(DONE))).isEqualTo(Phase.STREAMING);
    assertThat(Status.phase(List.of("RUNNING", "FAILED"), List.of(DONE))).isEqualTo(Phase.FAILED);
    assertThat(Status.phase(List.of("PAUSED", "RUNNING"), List.of(HALF))).isEqualTo(Phase.PAUSED);
  }

  @Test
  void unfinishedTableIsNeverAtAHundredPercent() {
    assertThat(HALF.percent()).isEqualTo(50);
    assertThat(new TableStatus(new TableId("public", "d"), 500, 100, false).percent())
        .isEqualTo(99);
    assertThat(new TableStatus(new TableId("public", "d"), 0, 0, false).percent()).isZero();
    assertThat(DONE.percent()).isEqualTo(100);
  }

  @Test
  void emptyTableIsCopiedWhenItIsDone() {
    TableStatus empty = new TableStatus(new TableId("public", "e"), 0, 0, true);

    assertThat(empty.bar().fraction()).isEqualTo(1.0);
  }
}
