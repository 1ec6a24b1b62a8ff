package io.sluice.e2e.cutover;

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

/** A few of the kills of {@code CutoverKillFault}, for every build. */
class CutoverKillE2E {

  @TempDir static Path folder;
  private static CutoverStage stage;
  private static KilledCutover cutover;

  @BeforeAll
  static void open() throws Exception {
    stage = CutoverStage.open("short-kills", 18).grantCutover();
    cutover = new KilledCutover(stage, folder);
    stage.move(Direction.CUTOVER, SwitchOptions.of(CutoverSettings.DEFAULT));
    stage.move(Direction.ROLLBACK, SwitchOptions.of(CutoverSettings.DEFAULT));
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  @Test
  void cutoverThatIsKilledBehindItsFenceIsFinishedByTheNextRun() throws Exception {
    Ending ending = cutover.at("drain", false, true);

    assertThat(ending.faults()).as(ending.words()).isEmpty();
    assertThat(ending.words()).contains("stopped at its step drain", "so it goes forward");
    assertThat(ending.forward()).as(ending.words()).isTrue();
  }

  @Test
  void cutoverThatWasKilledTooLongAgoGoesBack() throws Exception {
    Ending ending = cutover.longAfter("capture");

    assertThat(ending.faults()).as(ending.words()).isEmpty();
    assertThat(ending.exit()).as(ending.words()).isEqualTo(1);
    assertThat(ending.words()).contains("it goes back", "takes the writes as before");
  }
}
