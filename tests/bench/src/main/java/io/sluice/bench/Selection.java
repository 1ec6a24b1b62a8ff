package io.sluice.bench;

import io.sluice.bench.part.Part;
import io.sluice.control.report.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code --only} chooses from.
 *
 * @param parts all there are
 */
record Selection(List<Part> parts) {

  /** What one half of the pipeline is measured by: its limit, the fastest rival, and ours. */
  private static final Map<String, List<String>> HALVES =
      Map.of(
          "capture", List.of("limits.stream", "debezium.avro.stream", "sluice.stream"),
          "snapshot", List.of("debezium.avro.snapshot", "sluice.snapshot"),
          "apply", List.of("jdbc.tuned-avro", "sluice.apply"));

  /**
   * The parts of these names, and those whose names begin with one of them and go on with a new
   * word; those of a half of the pipeline for {@code capture}, {@code snapshot} or {@code apply};
   * all parts for no name.
   *
   * @throws Problem that lists the known names, for an unknown one
   */
  Set<Part> of(List<String> names) {
    Set<Part> chosen = new LinkedHashSet<>(names.isEmpty() ? parts : List.of());
    names.stream()
        .map(String::strip)
        .flatMap(name -> HALVES.getOrDefault(name, List.of(name)).stream())
        .forEach(name -> chosen.addAll(of(name)));
    return chosen;
  }

  private List<Part> of(String name) {
    List<Part> found = parts.stream().filter(part -> isMeant(part.name(), name)).toList();
    if (found.isEmpty()) {
      throw new Problem(
          "no part is called "
              + name
              + "; known are "
              + parts.stream().map(Part::name).collect(Collectors.joining(", ")));
    }
    return found;
  }

  private static boolean isMeant(String part, String name) {
    return part.equals(name) || part.startsWith(name + ".") || part.startsWith(name + "-");
  }
}
