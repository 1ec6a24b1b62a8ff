package io.sluice.control.cleanup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cleanup came to.
 *
 * @param removed or what would be
 * @param left of this migration
 * @param orphans of others, which belong to no connector
 */
public record CleanupResult(List<Thing> removed, List<Thing> left, List<Thing> orphans) {

  public CleanupResult {
    removed = List.copyOf(removed);
    left = List.copyOf(left);
    orphans = List.copyOf(orphans);
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", true);
    report.put("removed", removed);
    report.put("left", left);
    report.put("orphans", orphans);
    return report;
  }
}
