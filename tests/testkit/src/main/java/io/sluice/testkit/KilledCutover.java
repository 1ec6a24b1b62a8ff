package io.sluice.testkit;

import io.sluice.control.cutover.Direction;
import io.sluice.control.cutover.SwitchOptions;
import io.sluice.control.cutover.SwitchResult;
import io.sluice.control.migration.CutoverSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code sluice cutover}, killed somewhere while writers write, and run again; then what is to be
 * seen after any such pair of runs.
 *
 * @param stage what is cut over; its writers are on the source before and after
 * @param folder for files
 */
public record KilledCutover(CutoverStage stage, Path folder) {

  /**
   * What the second run came to.
   *
   * @param exit its code
   * @param words all that it said
   * @param forward whether the target takes writes afterwards
   * @param faults what must not be, and is
   */
  public record Ending(int exit, String words, boolean forward, List<String> faults) {}

  /**
   * Kills it at a step of its journal, and runs it again at once.
   *
   * @param step its word
   * @param atEnd at the end of the step rather than at its beginning
   * @param written whether the line that it was writing is in the journal afterwards
   */
  public Ending at(String step, boolean atEnd, boolean written) throws Exception {
    try (RovingWriter writer = RovingWriter.start(stage.source(), stage.target())) {
      kill(step, atEnd, written);
      return runAgain(writer);
    }
  }

  /** Kills it when a step begins, and runs it again an hour later, as far as the fence knows. */
  public Ending longAfter(String step) throws Exception {
    try (RovingWriter writer = RovingWriter.start(stage.source(), stage.target())) {
      kill(step, false, true);
      letAnHourPass();
      return runAgain(writer);
    }
  }

  /** The switch command itself kills it, and it is run again an hour later. */
  public Ending bySwitch() throws Exception {
    try (RovingWriter writer = RovingWriter.start(stage.source(), stage.target())) {
      SluiceCommand.start(folder, arguments("--switch", "kill -9 $PPID")).await();
      letAnHourPass();
      return runAgain(writer);
    }
  }

  private void kill(String step, boolean atEnd, boolean written) throws Exception {
    try (StepBreak pause = StepBreak.at(stage.source(), step, atEnd)) {
      SluiceCommand command = SluiceCommand.start(folder, arguments("--switch", "true"));
      pause.await();
      command.kill9();
      if (!written) {
        pause.forget();
      }
    }
  }

  private void letAnHourPass() {
    stage
        .source()
        .execute("UPDATE sluice.fence SET began = began - interval '1 hour' WHERE opened IS NULL");
  }

  private Ending runAgain(RovingWriter writer, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--switch", "true"));
    arguments.addAll(List.of(more));
    SluiceCommand second = SluiceCommand.start(folder, arguments(arguments.toArray(String[]::new)));
    int exit = second.await();
    boolean source = CutoverStage.takesWrites(stage.source());
    boolean target = CutoverStage.takesWrites(stage.target());
    List<String> faults = new ArrayList<>();
    if (source == target) {
      faults.add("source takes writes: " + source + ", target takes writes: " + target);
    }
    if (target) {
      faults.addAll(takeBack());
    }
    writer.close();
    List<Long> lost = writer.lostOn(stage.source());
    if (!lost.isEmpty()) {
      faults.add(lost.size() + " acknowledged writes are lost");
    }
    return new Ending(exit, second.words(), target, faults);
  }

  /** So that the next one finds its writers on the source; the tables are compared meanwhile. */
  private List<String> takeBack() throws SQLException {
    SwitchResult back = stage.move(Direction.ROLLBACK, SwitchOptions.of(CutoverSettings.DEFAULT));
    return back.isGood() ? List.of() : List.of("rollback: " + back.sentence());
  }

  private String[] arguments(String... more) {
    List<String> all =
        new ArrayList<>(List.of("cutover", "-c", stage.file(folder).toString(), "--verbose"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
