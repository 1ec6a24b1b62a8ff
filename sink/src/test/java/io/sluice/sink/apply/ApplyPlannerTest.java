package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.TableSchema;
import io.sluice.change.Value;
import io.sluice.change.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplyPlannerTest {

  private final ApplyPlanner planner = new ApplyPlanner();

  @Test
  void lastChangeOfAKeyWins() {
    ApplyStep.Rows rows = onlyRows(new Changes().insert("1", "x", "y").update("1", "z", "y"));

    assertThat(rows.effects()).containsExactly(new NetEffect.Upsert(Changes.image("1", "z", "y")));
  }

  @Test
  void unchangedColumnIsFilledFromTheBatch() {
    ApplyStep.Rows rows = onlyRows(new Changes().insert("1", "x", "big").update("1", "z", "?"));

    assertThat(rows.effects())
        .containsExactly(new NetEffect.Upsert(Changes.image("1", "z", "big")));
  }

  @Test
  void unchangedColumnThatTheBatchDoesNotKnowStaysUnchanged() {
    ApplyStep.Rows rows = onlyRows(new Changes().update("1", "x", "?").update("1", "z", "?"));

    assertThat(rows.effects()).containsExactly(new NetEffect.Partial(Changes.image("1", "z", "?")));
  }

  @Test
  void rowsOfAChunkAreFresh() {
    assertThat(onlyRows(new Changes().read("1", "x", "y").read("2", "x", "y")).fresh()).isTrue();
    assertThat(onlyRows(new Changes().read("1", "x", "y").insert("2", "x", "y")).fresh()).isFalse();
    assertThat(onlyRows(new Changes().read("1", "x", "y").read("1", "x", "y")).fresh()).isFalse();
  }

  @Test
  void keyChangeWithAWholeRowNeedsNoMove() {
    ApplyStep.Rows rows = onlyRows(new Changes().rekey("1", "2").tombstone().insert("2", "x", "y"));

    assertThat(rows.effects())
        .containsExactly(
            new NetEffect.Delete(Changes.key("1")),
            new NetEffect.Upsert(Changes.image("2", "x", "y")));
  }

  @Test
  void keyChangeWithAnUnchangedColumnMovesTheRow() {
    ApplyPlan plan =
        plan(new Changes().update("3", "x", "y").rekey("1", "2").insert("2", "x", "?"));

    assertThat(plan.steps())
        .hasExactlyElementsOfTypes(
            ApplyStep.Rows.class, ApplyStep.Move.class, ApplyStep.Rows.class);
  }

  @Test
  void sourcesWithTheirOwnVersionsOfATableShareNoStepAndCutNone() {
    TableSchema wide = Changes.SCHEMA;
    TableSchema narrow = new TableSchema(wide.table(), wide.columns().subList(0, 1), wide.key());
    PartitionId from = new PartitionId("q.shop.t", 0);
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String id = Integer.toString(i);
      Arrival.Change one = (Arrival.Change) new Changes().insert(id, "x", "y").arrivals().get(0);
      RowChange two =
          new RowChange.Insert(narrow, one.change().stamp(), RowImage.of(Value.text("-" + id)));
      arrivals.add(new Arrival.Change(Changes.FROM, i, one.change()));
      arrivals.add(new Arrival.Change(from, i, two));
    }

    assertThat(planner.plan(arrivals, Map.of(), true).steps())
        .hasExactlyElementsOfTypes(ApplyStep.Rows.class, ApplyStep.Rows.class)
        .extracting(ApplyStep::schema)
        .containsExactly(wide, narrow);
  }

  @Test
  void keyChangeAtTheEndOfABatchMovesTheRow() {
    assertThat(plan(new Changes().rekey("1", "2")).steps())
        .hasExactlyElementsOfTypes(ApplyStep.Move.class);
  }

  @Test
  void rowThatTheBatchHoldsMovesInsideTheBatch() {
    ApplyStep.Rows rows =
        onlyRows(new Changes().insert("1", "x", "big").rekey("1", "2").insert("2", "z", "?"));

    assertThat(rows.effects())
        .containsExactly(
            new NetEffect.Delete(Changes.key("1")),
            new NetEffect.Upsert(Changes.image("2", "z", "big")));
  }

  @Test
  void truncateLeavesOutWhatCameBefore() {
    ApplyPlan plan = plan(new Changes().insert("1", "x", "y").truncate().insert("2", "x", "y"));

    assertThat(plan.steps())
        .hasExactlyElementsOfTypes(ApplyStep.Truncate.class, ApplyStep.Rows.class);
  }

  @Test
  void recordsFromBeforeTheProgressAreLeftOut() {
    List<Arrival> arrivals = new Changes().insert("1", "x", "y").insert("2", "x", "y").arrivals();

    ApplyPlan plan = planner.plan(arrivals, Map.of(Changes.FROM, 1L), true);

    assertThat(((ApplyStep.Rows) plan.steps().get(0)).changes())
        .containsExactly(change(arrivals, 1));
    assertThat(planner.plan(arrivals, Map.of(Changes.FROM, 2L), true).isEmpty()).isTrue();
  }

  @Test
  void tombstonesAndWatermarksMoveProgressOnly() {
    PartitionId marks = new PartitionId("p.watermarks", 0);
    Position position = new Position(new Lsn(9), 0);
    List<Arrival> arrivals =
        List.of(
            new Arrival.Mark(marks, 40, new Watermark.Heartbeat(position)),
            new Arrival.Tombstone(Changes.FROM, 7));

    ApplyPlan plan = planner.plan(arrivals, Map.of(), true);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.progress())
        .containsEntry(marks, new Progress(41, position))
        .containsEntry(Changes.FROM, new Progress(8, Position.START));
  }

  @Test
  void tableWithoutRowsIsKnownByItsWatermark() {
    Arrival done =
        new Arrival.Mark(
            new PartitionId("p.watermarks", 0),
            0,
            new Watermark.TableDone(Position.START, Changes.SCHEMA, 0));

    assertThat(planner.plan(List.of(done), Map.of(), true).steps())
        .containsExactly(new ApplyStep.Known(Changes.SCHEMA, Position.START));
  }

  private ApplyPlan plan(Changes changes) {
    return planner.plan(changes.arrivals(), Map.of(), true);
  }

  private ApplyStep.Rows onlyRows(Changes changes) {
    List<ApplyStep> steps = plan(changes).steps();
    assertThat(steps).hasExactlyElementsOfTypes(ApplyStep.Rows.class);
    return (ApplyStep.Rows) steps.get(0);
  }

  private static Arrival.Change change(List<Arrival> arrivals, int index) {
    return (Arrival.Change) arrivals.get(index);
  }
}
