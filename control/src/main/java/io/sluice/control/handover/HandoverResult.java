package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.control.cutover.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a handover came to.
 *
 * @param subscription its name on the target
 * @param slot that it streams from
 * @param position where the topics ended and the subscription began; zero if it was there before
 * @param confirmed up to where the subscription has confirmed
 * @param applyErrors how often it has failed to apply a change
 * @param steps in the order they were taken
 */
public record HandoverResult(
    String subscription,
    String slot,
    Lsn position,
    Lsn confirmed,
    long applyErrors,
    List<Step> steps) {

  /** Whether native replication goes on where the topics ended. */
  public boolean isGood() {
    return applyErrors == 0;
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", isGood());
    report.put("subscription", subscription);
    report.put("slot", slot);
    report.put("position", position.toString());
    report.put("confirmed_lsn", confirmed.toString());
    report.put("apply_error_count", applyErrors);
    report.put("steps", steps);
    return report;
  }
}
