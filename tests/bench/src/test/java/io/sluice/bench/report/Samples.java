package io.sluice.bench.report;

import io.sluice.bench.measure.Measurement;
import io.sluice.bench.part.Outcome.Measured;
import io.sluice.bench.part.Part;
import java.util.Map;

/** Outcomes to report. */
final class Samples {

  private Samples() {}

  /** A part that took a second for its rows, with 10 µs of CPU for each. */
  static Measured measured(Part part, long rows) {
    return new Measured(
        part,
        new Measurement(
            rows,
            1,
            Map.of("source", rows * 2, "worker", rows * 8),
            Map.of("worker", 500L * 1024 * 1024),
            0.01));
  }
}
