package io.sluice.bench;

import io.sluice.bench.limits.CopyInLimit;
import io.sluice.bench.limits.CopyLimit;
import io.sluice.bench.limits.StreamLimit;
import io.sluice.bench.limits.TopicLimit;
import io.sluice.bench.natives.NativeReplication;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.sluice.Hops;
import io.sluice.bench.sluice.Whole;
import java.util.List;

/** Everything that can be measured, in the order in which it is. */
final class Scenarios {

  static final List<Scenario> ALL =
      List.of(
          new CopyLimit(),
          new CopyInLimit(),
          new StreamLimit(),
          new TopicLimit(),
          NativeReplication.text(),
          NativeReplication.binary(),
          new Hops(),
          new Whole());

  private Scenarios() {}

  /** All parts. */
  static List<Part> parts() {
    return ALL.stream().flatMap(scenario -> scenario.parts().stream()).toList();
  }
}
