package io.sluice.sink.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.Stamp;
import io.sluice.change.Watermark;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceOrderTest {

  private static final PartitionId ONE = new PartitionId("p.shop.one", 0);
  private static final PartitionId TWO = new PartitionId("p.shop.two", 0);
  private static final PartitionId MARKS = new PartitionId("p.watermarks", 0);

  @Test
  void transactionsOfSeveralPartitionsComeInTheirOrder() {
    Arrival one1 = change(ONE, 0, 10, 1);
    Arrival one3 = change(ONE, 1, 30, 1);
    Arrival two1 = change(TWO, 0, 10, 2);
    Arrival two2 = change(TWO, 1, 20, 1);

    assertThat(SourceOrder.transactions(List.of(one1, one3, two1, two2)))
        .containsExactly(List.of(one1, two1), List.of(two2), List.of(one3));
  }

  @Test
  void whatHasNoPositionStaysBehindWhatItFollows() {
    Arrival delete = change(ONE, 0, 30, 1);
    Arrival tombstone = new Arrival.Tombstone(ONE, 1);
    Arrival other = change(TWO, 0, 40, 1);
    Arrival beat =
        new Arrival.Mark(MARKS, 0, new Watermark.Heartbeat(new Position(new Lsn(20), 0)));

    assertThat(SourceOrder.transactions(List.of(delete, tombstone, other, beat)))
        .containsExactly(List.of(beat), List.of(delete, tombstone), List.of(other));
  }

  @Test
  void partitionThatGoesBackKeepsItsOrder() {
    Arrival later = change(ONE, 0, 30, 1);
    Arrival earlier = change(ONE, 1, 20, 1);

    assertThat(SourceOrder.transactions(List.of(later, earlier)))
        .containsExactly(List.of(later, earlier));
  }

  @Test
  void onlyTheLastPlanOfABatchEndsWhereTheBatchDoes() {
    List<Arrival> batch =
        List.of(change(ONE, 5, 10, 1), change(ONE, 6, 20, 1), change(TWO, 7, 10, 2));

    List<ApplyPlan> plans = new PlanMaker(true).plans(batch, Map.of(ONE, 5L), false);

    assertThat(plans).extracting(ApplyPlan::whole).containsExactly(true, false);
    assertThat(plans).extracting(ApplyPlan::aligned).containsExactly(false, true);
    assertThat(plans.get(0).progress())
        .containsEntry(ONE, new Progress(6, new Position(new Lsn(10), 1)))
        .containsEntry(TWO, new Progress(8, new Position(new Lsn(10), 2)));
    assertThat(plans.get(1).progress())
        .containsEntry(ONE, new Progress(7, new Position(new Lsn(20), 1)))
        .containsEntry(TWO, new Progress(8, new Position(new Lsn(10), 2)));
  }

  @Test
  void batchThatNeedNotBeCutIsOnePlan() {
    List<Arrival> batch = List.of(change(ONE, 0, 10, 1), change(ONE, 1, 20, 1));

    assertThat(new PlanMaker(false).plans(batch, Map.of(), true)).hasSize(1);
    assertThat(new PlanMaker(true).plans(List.of(), Map.of(), true)).hasSize(1);
  }

  private static Arrival change(PartitionId from, long offset, long lsn, long ordinal) {
    Stamp stamp = new Stamp(new Position(new Lsn(lsn), ordinal), new Lsn(lsn), 7, 0);
    return new Arrival.Change(
        from,
        offset,
        new RowChange.Insert(Changes.SCHEMA, stamp, Changes.image("1", "a" + lsn, "b")));
  }
}
