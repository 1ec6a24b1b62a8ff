package io.sluice.control.cutover;

import io.sluice.control.compare.Comparison;
import io.sluice.control.connect.ConnectRest;
import io.sluice.control.connect.TopicConsumers;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Console;
import io.sluice.control.report.Patience;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;

/**
 * Brings the target to exactly where the source is, where somebody else has stopped the writers;
 * whoever wrote after the mark is found by the comparison. Can be run again at any time.
 *
 * @param migration what moves
 * @param rest where its connectors run
 * @param consumers of its topics
 * @param margin how many values to skip in each sequence
 * @param patience for each step that waits
 */
public record Cutover(
    Migration migration,
    ConnectRest rest,
    TopicConsumers consumers,
    long margin,
    Patience patience) {

  /** Takes all steps, and says each of them when it is done. */
  public CutoverResult run(Console console) throws SQLException {
    Steps steps = new Steps(console::say, Clock.systemUTC(), StepLog.NONE);
    try (Pipeline pipeline = Pipeline.open(migration, rest, consumers, Set.of())) {
      Pipeline.Crossing crossing = pipeline.cross(steps, patience);
      int sequences =
          steps.run(
              StepName.SEQUENCES,
              () -> pipeline.sequences(margin),
              count -> count + " at or ahead");
      Comparison comparison =
          steps.run(StepName.COMPARE, () -> Comparison.of(migration), Comparison::summary);
      return new CutoverResult(crossing.mark().id(), steps.done(), sequences, comparison);
    }
  }
}
