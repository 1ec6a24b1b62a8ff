package io.sluice.bench;

import io.sluice.bench.part.Part;
import io.sluice.control.report.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code --only} chooses from.
 *
 * @param parts all there are
 */
record Selection(List<Part> parts) {

  /**
   * The parts of these names, and those whose names begin with one of them and go on with a new
   * word; all parts for no name.
   *
   * @throws Problem that lists the known names, for an unknown one
   */
  Set<Part> of(List<String> names) {
    Set<Part> chosen = new LinkedHashSet<>(names.isEmpty() ? parts : List.of());
    names.forEach(name -> chosen.addAll(of(name.strip())));
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
