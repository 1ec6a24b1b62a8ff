package io.sluice.sink.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final long PLENTY = 1_000_000;

  private final Log log = new Log();
  private final Gate gate = gate(Consistency.TRANSACTION);

  @Test
  void recordsOfOneTopicWaitForThoseOfAnother() {
    open(gate);
    Arrival a1 = log.change("a");
    Arrival b1 = log.change("b");
    Arrival end = log.batch(true);

    gate.add(a1);
    gate.add(end);
    assertThat(gate.release(PLENTY)).isEmpty();
    assertThat(gate.awaited()).containsExactly("p.s.b");
    gate.add(b1);

    assertThat(gate.release(PLENTY).orElseThrow().arrivals())
        .containsExactlyInAnyOrder(a1, b1, end);
    assertThat(gate.awaited()).isEmpty();
    assertThat(gate.heldBytes()).isZero();
  }

  @Test
  void recordsWaitForTheEndOfTheirBatch() {
    open(gate);
    gate.add(log.change("a"));
    assertThat(gate.release(PLENTY)).isEmpty();

    gate.add(log.batch(true));

    assertThat(arrivals(gate)).isEqualTo(2);
  }

  @Test
  void recordsOfALaterBatchStay() {
    open(gate);
    gate.add(log.change("a"));
    Arrival first = log.batch(true);
    gate.add(log.change("a"));
    gate.add(first);

    assertThat(arrivals(gate)).isEqualTo(2);
    assertThat(gate.release(PLENTY)).isEmpty();
  }

  @Test
  void batchesThatAreHerePassTogether() {
    open(gate);
    for (int i = 0; i < 3; i++) {
      gate.add(log.change("a"));
      gate.add(log.batch(true));
    }

    assertThat(arrivals(gate)).isEqualTo(6);
  }

  @Test
  void beginningOfATransactionWaitsForItsEnd() {
    open(gate);
    gate.add(log.change("a"));
    gate.add(log.batch(false));
    assertThat(gate.release(PLENTY)).isEmpty();
    gate.add(log.change("b"));
    gate.add(log.batch(true));

    Cut cut = gate.release(PLENTY).orElseThrow();

    assertThat(cut.arrivals()).hasSize(4);
    assertThat(cut.whole()).isTrue();
  }

  @Test
  void transactionThatIsTooLargeToBeHeldPassesInPieces() {
    open(gate);
    gate.add(log.change("a"));
    gate.add(log.batch(false));
    Cut piece = gate.release(0).orElseThrow();
    assertThat(piece.whole()).isFalse();
    gate.add(log.change("a"));
    gate.add(log.batch(true));

    Cut rest = gate.release(0).orElseThrow();

    assertThat(rest.arrivals()).hasSize(2);
    assertThat(rest.whole()).isTrue();
  }

  @Test
  void rowsOfAChunkShareAPositionWithTheBatchBefore() {
    open(gate);
    gate.add(log.change("a"));
    Arrival first = log.batch(true);
    Arrival row1 = log.sameAsLast("a");
    Arrival row2 = log.sameAsLast("a");
    Arrival second = log.batch(true);
    gate.add(row1);
    gate.add(first);

    assertThat(arrivals(gate)).isEqualTo(2);
    gate.add(second);
    assertThat(gate.release(PLENTY)).isEmpty();
    gate.add(row2);
    assertThat(arrivals(gate)).isEqualTo(3);
  }

  @Test
  void partitionsOfATopicAreCountedTogether() {
    open(gate, new PartitionId("p.s.a", 1));
    Arrival zero = log.change("a");
    Arrival one = log.change(new PartitionId("p.s.a", 1));
    gate.add(log.batch(true));
    gate.add(zero);
    assertThat(gate.release(PLENTY)).isEmpty();

    gate.add(one);

    assertThat(arrivals(gate)).isEqualTo(3);
  }

  @Test
  void recordThatWillNeverComeIsNamed() {
    open(gate);
    log.change("a");
    Arrival end = log.batch(true);
    gate.add(log.change("a"));
    gate.add(end);

    assertThatThrownBy(() -> gate.release(PLENTY))
        .isInstanceOf(MissingRecords.class)
        .hasMessageContaining("RECORDS_MISSING")
        .hasMessageContaining("p.s.a");
  }

  @Test
  void tombstonesAreNotCountedAndDoNotStay() {
    open(gate);
    gate.add(log.change("a"));
    gate.add(log.batch(true));
    gate.add(log.tombstone("a"));
    gate.add(log.tombstone("b"));

    assertThat(arrivals(gate)).isEqualTo(4);
    assertThat(gate.awaited()).isEmpty();
  }

  @Test
  void topicThatIsNotSubscribedIsNotWaitedFor() {
    open(gate);
    log.change("other");
    gate.add(log.batch(true));

    assertThat(arrivals(gate)).isEqualTo(1);
  }

  @Test
  void topicThatIsSubscribedAndNotAssignedYetIsWaitedFor() {
    open(gate);
    log.change("new");
    gate.add(log.batch(true));

    assertThat(gate.release(PLENTY)).isEmpty();
    assertThat(gate.awaited()).containsExactly("p.s.new");
  }

  @Test
  void topicsWithoutWatermarksPassAtOnce() {
    gate.open(Map.of(topic("a"), Reached.NOTHING));
    gate.add(log.change("a"));

    assertThat(gate.release(PLENTY).orElseThrow().whole()).isTrue();
  }

  @Test
  void tablesThatNeedNotAgreeDoNotWait() {
    Gate each = gate(Consistency.TABLE);
    open(each);
    each.add(log.change("a"));

    assertThat(arrivals(each)).isEqualTo(1);
  }

  @Test
  void aheadIsWhatTheFrontBatchDoesNotWaitFor() {
    open(gate);
    gate.add(log.change("a"));
    log.change("b");
    assertThat(gate.ahead()).containsExactlyInAnyOrder(topic("a"), topic("b"));

    gate.add(log.batch(true));

    assertThat(gate.ahead()).containsExactlyInAnyOrder(topic("a"), Log.MARKS);
  }

  @Test
  void whatWasAppliedBeyondABatchIsNotWaitedForAgain() {
    Arrival.Change a1 = log.change("a");
    Arrival b1 = log.change("b");
    Arrival first = log.batch(true);
    Map<PartitionId, Reached> progress = new HashMap<>();
    progress.put(topic("a"), new Reached(a1.change().stamp().position(), false));
    progress.put(topic("b"), Reached.NOTHING);
    progress.put(Log.MARKS, Reached.NOTHING);
    gate.open(progress);

    gate.add(first);
    assertThat(gate.release(PLENTY)).isEmpty();
    gate.add(b1);
    assertThat(arrivals(gate)).isEqualTo(2);

    gate.add(log.change("a"));
    Arrival second = log.batch(true);
    gate.add(log.change("a"));
    gate.add(second);
    assertThat(arrivals(gate)).as("aligned again").isEqualTo(2);
  }

  @Test
  void whatBelongsToAMarkThatWasAppliedBeforeWaitsForNoOther() {
    Arrival.Change late = log.change("a");
    Arrival.Change beyond = log.change("a");
    Map<PartitionId, Reached> progress = new HashMap<>();
    progress.put(topic("a"), Reached.NOTHING);
    progress.put(topic("b"), Reached.NOTHING);
    progress.put(Log.MARKS, new Reached(late.change().stamp().position(), false));
    gate.open(progress);

    gate.add(late);
    gate.add(beyond);

    assertThat(arrivals(gate)).as("the one up to the mark").isEqualTo(1);
  }

  @Test
  void recordsOfATableThatIsCalledWatermarksAreNoWatermarks() {
    PartitionId table = new PartitionId("p.s.watermarks", 0);
    open(gate, table);
    gate.add(log.change(table));
    assertThat(gate.release(PLENTY)).isEmpty();

    gate.add(log.batch(true));

    assertThat(arrivals(gate)).isEqualTo(2);
  }

  @Test
  void topicsBesideATableThatIsCalledWatermarksDoNotWaitForIt() {
    gate.open(
        Map.of(new PartitionId("p.s.watermarks", 0), Reached.NOTHING, topic("a"), Reached.NOTHING));
    gate.add(log.change("a"));

    assertThat(arrivals(gate)).isEqualTo(1);
  }

  private static Gate gate(Consistency consistency) {
    return new Gate(consistency, GateTest::source, topic -> !topic.endsWith(".other"));
  }

  private static Optional<String> source(String topic) {
    return topic.endsWith(".watermarks")
        ? Optional.of(topic.replace(".watermarks", ""))
        : Optional.empty();
  }

  private static void open(Gate gate, PartitionId... more) {
    Map<PartitionId, Reached> partitions = new HashMap<>();
    List.of(topic("a"), topic("b"), Log.MARKS).forEach(p -> partitions.put(p, Reached.NOTHING));
    List.of(more).forEach(p -> partitions.put(p, Reached.NOTHING));
    gate.open(partitions);
  }

  private static PartitionId topic(String table) {
    return new PartitionId("p.s." + table, 0);
  }

  private static int arrivals(Gate gate) {
    return gate.release(PLENTY).orElseThrow().arrivals().size();
  }
}
