package io.sluice.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sluice.bench.part.Outcome;
import io.sluice.bench.part.Part;
import io.sluice.bench.stand.Size;
import io.sluice.control.report.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param machine what it was measured on
 * @param outcomes of all wanted parts, in the order of the run
 */
public record Report(Machine machine, Size size, List<Outcome> outcomes) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Report(Machine machine, Size size, Collection<Outcome> outcomes) {
    this(machine, size, List.copyOf(outcomes));
  }

  /** Whether nothing of ours has failed. */
  public boolean isGood() {
    return outcomes.stream()
        .filter(Outcome.Failed.class::isInstance)
        .noneMatch(failed -> failed.part().side() == Part.Side.OURS);
  }

  /** One object: ok, parts and ratios; a ratio that was not measured is null. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", isGood());
    Map<String, Object> parts = new LinkedHashMap<>();
    outcomes.forEach(outcome -> parts.put(outcome.part().name(), Figures.json(outcome)));
    json.put("parts", parts);
    Map<String, Object> ratios = new LinkedHashMap<>();
    for (Ratio ratio : Ratio.ALL) {
      ratios.put(ratio.name(), ratio.value(measured()).map(Figures::rounded).orElse(null));
    }
    json.put("ratios", ratios);
    return json;
  }

  /** Ratios, then parts. */
  public void print(Console console) {
    lines().forEach(console::say);
  }

  /** Writes {@code bench.json}, {@code bench.txt} and {@code bench.svg} into a folder. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine.facts());
    all.put("size", size);
    all.putAll(json());
    Files.writeString(folder.resolve("bench.json"), JSON.writeValueAsString(all) + "\n");
    Files.writeString(folder.resolve("bench.txt"), String.join("\n", lines()) + "\n");
    Files.writeString(folder.resolve("bench.svg"), new Chart(measured()).svg());
  }

  private List<String> lines() {
    return new Tables(outcomes, measured()).lines();
  }

  private List<Outcome.Measured> measured() {
    return outcomes.stream()
        .filter(Outcome.Measured.class::isInstance)
        .map(Outcome.Measured.class::cast)
        .toList();
  }
}
