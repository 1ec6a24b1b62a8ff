package io.sluice.control.check;

import io.sluice.control.report.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all checks came to.
 *
 * @param outcomes in the order of the reference
 * @param notes what was not looked at, and why, in a sentence each
 */
public record CheckReport(List<Outcome> outcomes, List<String> notes) {

  public CheckReport {
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
  }

  /** Whether nothing has failed. */
  public boolean isGood() {
    return failed() == 0;
  }

  /** How many failures there are. */
  public long failed() {
    return count(Verdict.FAILED);
  }

  /** How many warnings there are. */
  public long warnings() {
    return count(Verdict.WARNING);
  }

  /** What is not as it should be, warnings included. */
  public List<Outcome> problems() {
    return outcomes.stream().filter(outcome -> outcome.level() != Verdict.OK).toList();
  }

  /** One line for each outcome, and a last one that sums up. */
  public void print(Console console) {
    outcomes.forEach(outcome -> console.say(outcome.line()));
    notes.forEach(console::say);
    console.say(
        isGood()
            ? "Nothing keeps this migration from starting; warnings: %d.".formatted(warnings())
            : "Failed: %d, warnings: %d.".formatted(failed(), warnings()));
  }

  /** The same for scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", isGood());
    report.put("failed", failed());
    report.put("warnings", warnings());
    report.put("checks", outcomes.stream().map(Outcome::report).toList());
    report.put("notes", notes);
    return report;
  }

  private long count(Verdict level) {
    return outcomes.stream().filter(outcome -> outcome.level() == level).count();
  }
}
