package io.sluice.sink.apply;

import io.sluice.change.Position;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a batch of records into the steps that bring the target to where the batch ends.
 *
 * <p>Only what a batch comes to for each key is applied. Tables do not wait for one another:
 * foreign keys are quiet in the target, and rows and progress become visible in one commit.
 */
public final class ApplyPlanner {

  /**
   * Plans one batch.
   *
   * @param arrivals in the order of each partition
   * @param nextOffsets where each partition's progress is; records from before it are left out. A
   *     partition that is not in it has no progress yet
   * @param whole whether the target may be seen as the batch leaves it
   */
  public ApplyPlan plan(List<Arrival> arrivals, Map<PartitionId, Long> nextOffsets, boolean whole) {
    Batch batch = new Batch(nextOffsets);
    arrivals.forEach(batch::add);
    return batch.plan(whole);
  }

  /**
   * Changes of a table that have an order. Several sources may write to one table: in whatever
   * order their topics are read, and each with its own version of the table.
   */
  private record Stream(String topic, TableId table) {}

  private static final class Batch {
    private final Map<PartitionId, Long> nextOffsets;
    private final Map<PartitionId, Progress> progress = new HashMap<>();
    private final Map<Stream, TablePlan> tables = new LinkedHashMap<>();
    private final List<ApplyStep> steps = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    Batch(Map<PartitionId, Long> nextOffsets) {
      this.nextOffsets = nextOffsets;
    }

    void add(Arrival arrival) {
      if (arrival.offset() < expected(arrival.from())) {
        return;
      }
      arrivals.add(arrival);
      Progress reached = progress.get(arrival.from());
      Position position = reached == null ? Position.START : reached.position();
      if (arrival instanceof Arrival.Change change) {
        position = change.change().stamp().position();
        table(change).add(change);
      } else if (arrival instanceof Arrival.Skipped skipped) {
        position = skipped.change().stamp().position();
      } else if (arrival instanceof Arrival.Mark mark) {
        position = mark.watermark().position();
        mark(mark.watermark());
      }
      progress.put(arrival.from(), new Progress(arrival.offset() + 1, position));
    }

    private long expected(PartitionId from) {
      Progress reached = progress.get(from);
      return reached == null ? nextOffsets.getOrDefault(from, 0L) : reached.nextOffset();
    }

    private void mark(Watermark watermark) {
      if (watermark instanceof Watermark.TableDone done) {
        steps.add(new ApplyStep.Known(done.schema(), done.position()));
      }
    }

    private TablePlan table(Arrival.Change change) {
      TableSchema schema = change.change().schema();
      return tables.computeIfAbsent(
          new Stream(change.from().topic(), schema.table()),
          stream -> new TablePlan(schema, steps::add));
    }

    ApplyPlan plan(boolean whole) {
      tables.values().forEach(TablePlan::finish);
      return new ApplyPlan(steps, progress, arrivals, whole, true);
    }
  }
}
