package io.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.cutover.Direction;
import io.sluice.control.cutover.SwitchOptions;
import io.sluice.control.migration.CutoverSettings;
import io.sluice.testkit.CutoverStage;
import io.sluice.testkit.KilledCutover;
import io.sluice.testkit.KilledCutover.Ending;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} at every step of a cutover, while somebody writes; then it is run again. */
class CutoverKillFault {

  @TempDir static Path folder;
  private static CutoverStage stage;
  private static KilledCutover cutover;

  @BeforeAll
  static void open() throws Exception {
    stage = CutoverStage.open("killed", 15).grantCutover();
    cutover = new KilledCutover(stage, folder);
    stage.move(Direction.CUTOVER, SwitchOptions.of(CutoverSettings.DEFAULT));
    stage.move(Direction.ROLLBACK, SwitchOptions.of(CutoverSettings.DEFAULT));
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  /** Columns: the step, whether at its end, whether the line of the journal was written. */
  @ParameterizedTest(name = "{0}, at its end: {1}, written: {2}")
  @CsvSource({
    "prepare, false, true",
    "hold, true, true",
    "fence, false, false",
    "fence, false, true",
    "fence, true, false",
    "fence, true, true",
    "mark, false, true",
    "capture, false, true",
    "publish, false, true",
    "barrier, false, true",
    "drain, false, true",
    "drain, true, true",
    "sequences, false, true",
    "compare, false, true",
    "compare, true, true",
    "switch, false, true",
    "switch, true, false",
    "switch, true, true",
    "open, false, false",
    "open, false, true",
    "open, true, false",
    "open, true, true"
  })
  void cutoverThatIsKilledIsFinishedByTheNextRun(String step, boolean atEnd, boolean written)
      throws Exception {
    Ending ending = cutover.at(step, atEnd, written);

    assertThat(ending.faults()).as(ending.words()).isEmpty();
    assertThat(ending.exit()).as(ending.words()).isZero();
    assertThat(ending.forward()).as(ending.words()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mark", "drain", "compare"})
  void cutoverThatWasKilledTooLongAgoGoesBack(String step) throws Exception {
    Ending ending = cutover.longAfter(step);

    assertThat(ending.faults()).as(ending.words()).isEmpty();
    assertThat(ending.exit()).as(ending.words()).isEqualTo(1);
    assertThat(ending.words()).contains("it goes back", "takes the writes as before");
    assertThat(ending.forward()).as(ending.words()).isFalse();
  }

  @Test
  void cutoverThatWasKilledByItsSwitchCommandGoesForward() throws Exception {
    Ending ending = cutover.bySwitch();

    assertThat(ending.faults()).as(ending.words()).isEmpty();
    assertThat(ending.words()).contains("so it goes forward and runs it again");
    assertThat(ending.forward()).as(ending.words()).isTrue();
  }
}
