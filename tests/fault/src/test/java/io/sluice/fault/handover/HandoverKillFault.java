package io.sluice.fault.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.SluiceCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kill -9} at every step of a handover, while somebody writes; then it is run again. */
class HandoverKillFault {

  private static final String GOES_ON = "goes on by itself";

  @TempDir static Path folder;
  private static List<String> steps;

  /** Nobody kills the first: it says which steps there are. */
  @BeforeAll
  static void handOver() throws Exception {
    try (HandoverStage stage = HandoverStage.open("whole", folder)) {
      SluiceCommand whole = stage.start();
      assertThat(whole.await()).as(whole.words()).isZero();
      stage.aftermath().assertHandedOver();
      steps = Progress.steps(whole);
    }
  }

  @Test
  void noStepIsLeftOut() {
    assertThat(Stream.of(KillPoint.values()).map(KillPoint::step).distinct())
        .containsExactlyElementsOf(steps);
  }

  @ParameterizedTest
  @EnumSource
  void handoverThatIsKilledIsFinishedByTheNextRun(KillPoint point) throws Exception {
    try (HandoverStage stage = open(point, "")) {
      try (Hold hold = point.set(stage)) {
        kill(stage, hold, point);
      }
      stage.awaitQuiet();
      assertFinishes(stage, point);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHECK_DONE", "PUBLICATION_DONE", "SUBSCRIBE_DONE", "ENABLE_DONE"})
  void whatTheKilledOneStillDoesIsLeftAlone(KillPoint point) throws Exception {
    try (HandoverStage stage = open(point, "_early")) {
      try (Hold hold = point.set(stage)) {
        kill(stage, hold, point);
        SluiceCommand early = stage.start();
        assertThat(early.await()).as(early.words()).isNotZero();
        assertThat(early.words()).contains("another operator works on migration");
      }
      stage.awaitQuiet();
      assertFinishes(stage, point);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_READ_ON", "SLOT_DONE", "PUBLICATION_DONE"})
  void handoverThatIsKilledBeforeItSubscribesGoesBackByResume(KillPoint point) throws Exception {
    try (HandoverStage stage = open(point, "_back")) {
      try (Hold hold = point.set(stage)) {
        kill(stage, hold, point);
      }
      stage.awaitQuiet();
      SluiceCommand resume = stage.start("resume");
      assertThat(resume.await()).as(resume.words()).isZero();
      stage.aftermath().assertGoneBack();
    }
  }

  private static HandoverStage open(KillPoint point, String more) {
    return HandoverStage.open(point.name().toLowerCase(Locale.ROOT) + more, folder);
  }

  private static void kill(HandoverStage stage, Hold hold, KillPoint point) {
    SluiceCommand command = stage.start();
    hold.await(command);
    command.kill9();
    assertThat(Progress.steps(command))
        .as(command.words())
        .isEqualTo(steps.subList(0, steps.indexOf(point.step())));
  }

  private static void assertFinishes(HandoverStage stage, KillPoint point) throws Exception {
    SluiceCommand again = stage.start();
    assertThat(again.await()).as(again.words()).isZero();
    assertThat(again.words()).contains(GOES_ON);
    assertThat(Progress.steps(again))
        .as(again.words())
        .isEqualTo(steps.stream().filter(step -> !point.spared().contains(step)).toList());
    stage.aftermath().assertHandedOver();
  }
}
