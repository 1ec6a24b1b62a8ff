package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Work;
import java.util.List;

/** Something that a rival may fail at without ending its scenario. */
final class Attempt {

  private Attempt() {}

  /** Does it; a failure fails those of the parts that have no outcome, and the scenario goes on. */
  static void at(Run run, List<Part> parts, Work.Step step) throws InterruptedException {
    try {
      step.run();
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception failed) {
      for (Part part : parts) {
        run.check(part, run.isDone(part), String.valueOf(failed.getMessage()));
      }
    }
  }
}
