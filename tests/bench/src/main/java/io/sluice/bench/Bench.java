package io.sluice.bench;

import io.sluice.bench.part.Outcome;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Run;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.report.Figures;
import io.sluice.bench.report.Machine;
import io.sluice.bench.report.Report;
import io.sluice.bench.stand.Recordings;
import io.sluice.bench.stand.Size;
import io.sluice.bench.stand.Stand;
import io.sluice.control.box.Distribution;
import io.sluice.control.report.Console;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs scenarios in turn. One that fails fails its parts, and the run goes on.
 *
 * @param distribution what broker and worker run from
 * @param wanted which parts
 * @param console hears how it goes
 */
record Bench(Distribution distribution, Size size, Set<Part> wanted, Console console) {

  Report run() throws Exception {
    return run(Recordings.NONE);
  }

  Report run(Recordings recordings) throws Exception {
    console.say("Starting two PostgreSQL servers ...");
    try (Ending ending = new Ending();
        Stand stand = Stand.start(size, distribution, recordings, console)) {
      Machine machine = Machine.describe(stand, versions());
      Run run = new Run(stand, wanted, outcome -> console.say(Figures.line(outcome)));
      for (Scenario scenario : Scenarios.ALL) {
        if (scenario.parts().stream().anyMatch(wanted::contains)) {
          run(scenario, run, ending);
        }
      }
      return new Report(machine, size, run.outcomes());
    }
  }

  private void run(Scenario scenario, Run run, Ending ending) throws InterruptedException {
    run.stand().enter(scenario.parts().get(0).name());
    try {
      scenario.run(run);
      run.stand().forgetReplication();
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception failed) {
      ending.check();
      fail(scenario, run, Reason.of(failed));
    }
  }

  /** What was measured before stays; what is left over must not be in the next one's way. */
  private void fail(Scenario scenario, Run run, String reason) {
    scenario.parts().stream()
        .filter(part -> !run.isDone(part))
        .forEach(part -> run.keep(new Outcome.Failed(part, reason)));
    try {
      run.stand().forgetReplication();
    } catch (SQLException gone) {
      console.say("The source cannot be tidied up: " + gone.getMessage());
    }
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    Scenarios.ALL.forEach(scenario -> versions.putAll(scenario.versions()));
    return versions;
  }
}
