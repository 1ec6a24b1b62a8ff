package io.sluice.bench.part;

import io.sluice.bench.measure.Measurement;

/** What came of a part. */
public sealed interface Outcome {

  Part part();

  /** It was measured, and what was checked was right. */
  record Measured(Part part, Measurement measurement) implements Outcome {}

  /**
   * It was not measured, or its result is wrong.
   *
   * @param reason in one sentence
   */
  record Failed(Part part, String reason) implements Outcome {

    public Failed {
      reason = reason.lines().findFirst().orElse("no reason given");
    }
  }
}
