package io.sluice.bench;

import io.sluice.bench.part.Part;
import io.sluice.bench.part.Scenario;
import java.util.List;

/** Everything that can be measured, in the order in which it is. */
final class Scenarios {

  static final List<Scenario> ALL = List.of();

  private Scenarios() {}

  /** All parts. */
  static List<Part> parts() {
    return ALL.stream().flatMap(scenario -> scenario.parts().stream()).toList();
  }
}
