package io.sluice.control.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a probe.
 *
 * @param message its name
 * @param stages in the order of its way; those of several targets one after the other
 */
public record ProbeResult(String message, List<Stage> stages) {

  public ProbeResult {
    stages = List.copyOf(stages);
  }

  /** Whether it came through all of them. */
  public boolean isGood() {
    return lost().isEmpty();
  }

  /** The first stage that lost it. */
  public Optional<Stage> lost() {
    return stages.stream().filter(stage -> !stage.reached()).findFirst();
  }

  /** For scripts. */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ok", isGood());
    report.put("message", message);
    lost().ifPresent(stage -> report.put("lost_at", stage.stage()));
    report.put("stages", stages);
    return report;
  }
}
