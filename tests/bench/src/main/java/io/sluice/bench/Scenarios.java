package io.sluice.bench;

import io.sluice.bench.limits.CopyInLimit;
import io.sluice.bench.limits.CopyLimit;
import io.sluice.bench.limits.StreamLimit;
import io.sluice.bench.limits.TopicLimit;
import io.sluice.bench.natives.NativeReplication;
import io.sluice.bench.part.Part;
import io.sluice.bench.part.Scenario;
import io.sluice.bench.rivals.Rivals;
import io.sluice.bench.sluice.Hops;
import io.sluice.bench.sluice.Latency;
import io.sluice.bench.sluice.Whole;
import java.util.List;
import java.util.stream.Stream;

/** Everything that can be measured, in the order in which it is. */
final class Scenarios {

  static final List<Scenario> ALL =
      Stream.of(
              List.of(
                  new CopyLimit(),
                  new CopyInLimit(),
                  new StreamLimit(),
                  new TopicLimit(),
                  NativeReplication.text(),
                  NativeReplication.binary()),
              Rivals.ALL,
              List.of(new Hops(), new Whole(), new Latency()))
          .flatMap(List::stream)
          .toList();

  private Scenarios() {}

  /** All parts. */
  static List<Part> parts() {
    return ALL.stream().flatMap(scenario -> scenario.parts().stream()).toList();
  }
}
