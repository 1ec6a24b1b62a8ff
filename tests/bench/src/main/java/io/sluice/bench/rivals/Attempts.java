package io.sluice.bench.rivals;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.control.report.Problem;
import java.util.List;

/**
 * What a rival may fail at without ending its scenario.
 *
 * @param run that keeps the figures
 * @param box where the connectors run
 * @param source what they copy and follow
 */
record Attempts(Run run, RivalBox box, RivalSource source) {

  /** Does what yields some parts, unless all of them are there or nobody has asked for any. */
  void at(Step step, Part... parts) throws InterruptedException {
    if (run.isDone(parts)) {
      return;
    }
    try (Bout bout = new Bout(run, box, source)) {
      step.run(bout);
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception failed) {
      for (Part part : List.of(parts)) {
        run.check(part, run.isDone(part), reason(failed));
      }
    }
  }

  private static String reason(Exception failed) {
    return failed instanceof Problem ? failed.getMessage() : failed.toString();
  }

  /** Measures something. */
  interface Step {
    void run(Bout bout) throws Exception;
  }
}
