package io.sluice.control.check;

import io.sluice.postgres.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one check found; a check that finds several things has several outcomes.
 *
 * @param side whose matter it is
 * @param name of the check, in lower case with hyphens: stable, for scripts
 * @param level what it came to
 * @param problem what is wrong, in a sentence; what was seen, if nothing is
 * @param remedy what to do, with SQL where SQL mends it; empty if nothing is wrong
 */
public record Outcome(Side side, String name, Verdict level, String problem, String remedy) {

  static Outcome of(Side side, Finding finding) {
    return new Outcome(
        side,
        finding.check(),
        finding.isFailure() ? Verdict.FAILED : Verdict.WARNING,
        finding.problem(),
        finding.remedy());
  }

  /** One line for people. */
  public String line() {
    String words = (problem + " " + remedy).strip();
    return side + "." + name + ": " + level + (words.isEmpty() ? "" : " (" + words + ")");
  }

  /** The same for scripts. */
  Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("name", name);
    report.put("side", side.toString());
    report.put("level", level.name());
    report.put("problem", problem);
    report.put("remedy", remedy);
    return report;
  }
}
