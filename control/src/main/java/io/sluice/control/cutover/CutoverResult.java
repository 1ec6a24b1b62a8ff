package io.sluice.control.cutover;

import io.sluice.control.compare.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cutover came to.
 *
 * @param mark its name in the source's log
 * @param steps in the order they were taken
 * @param sequences how many are at or ahead of the source's
 * @param comparison of all tables, after everything was applied
 */
public record CutoverResult(String mark, List<Step> steps, int sequences, Comparison comparison) {

  /** Whether the application can move over. */
  public boolean isGood() {
    return comparison.mismatches() == 0;
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>(comparison.report());
    report.put("mark", mark);
    report.put("sequences", sequences);
    report.put("steps", steps);
    return report;
  }
}
