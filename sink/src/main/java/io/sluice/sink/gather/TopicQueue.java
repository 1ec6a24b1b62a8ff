package io.sluice.sink.gather;

import io.sluice.change.Position;
import io.sluice.change.Watermark.BatchDone.Share;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One topic's arrivals: those that wait, and those that the batch at the front has got so far. */
final class TopicQueue {

  private final String topic;
  private final Map<PartitionId, Deque<Arrival>> waiting = new HashMap<>();
  private List<Arrival> taken = new ArrayList<>();
  private long counted;
  private Position reached = Position.START;

  TopicQueue(String topic) {
    this.topic = topic;
  }

  /** A partition is read, and has been applied up to here. */
  void open(PartitionId partition, Position applied) {
    waiting.put(partition, new ArrayDeque<>());
    reached = applied.hasReached(reached) ? applied : reached;
  }

  boolean has(PartitionId partition) {
    return waiting.containsKey(partition);
  }

  void add(Arrival arrival) {
    waiting.get(arrival.from()).addLast(arrival);
  }

  boolean holdsAny() {
    return !taken.isEmpty() || waiting.values().stream().anyMatch(queue -> !queue.isEmpty());
  }

  /**
   * Takes what belongs to a batch.
   *
   * @return whether that is all of it
   * @throws MissingRecords if the rest will never come
   */
  boolean gather(Share share, Position end) {
    for (Deque<Arrival> partition : waiting.values()) {
      while (!partition.isEmpty() && belongs(partition.peekFirst(), share, end)) {
        take(partition.removeFirst());
      }
    }
    if (counted < share.records() && isPast(end)) {
      throw new MissingRecords(topic, end, share.records(), counted);
    }
    return counted >= share.records();
  }

  private boolean belongs(Arrival arrival, Share share, Position end) {
    return !(arrival instanceof Arrival.Change change)
        || counted < share.records() && end.hasReached(positionOf(change));
  }

  /** Whether every partition has gone on behind the batch. */
  private boolean isPast(Position end) {
    return waiting.values().stream()
        .allMatch(
            queue ->
                queue.peekFirst() instanceof Arrival.Change next
                    && !end.hasReached(positionOf(next)));
  }

  /**
   * The same where it is not known which records of the batch were applied before: positions have
   * to tell, and whatever is before the batch's end belongs to it.
   */
  boolean gatherUnaligned(Share share, Position end) {
    takeUpTo(end);
    return counted >= share.records() || reached.hasReached(share.last());
  }

  /** Takes whatever is not behind a position. */
  void takeUpTo(Position end) {
    for (Deque<Arrival> partition : waiting.values()) {
      while (!partition.isEmpty() && isUpTo(partition.peekFirst(), end)) {
        take(partition.removeFirst());
      }
    }
  }

  /** Takes what changes nothing, such as tombstones, and is told by no batch. */
  void takeAside() {
    for (Deque<Arrival> partition : waiting.values()) {
      while (!partition.isEmpty() && !(partition.peekFirst() instanceof Arrival.Change)) {
        take(partition.removeFirst());
      }
    }
  }

  private static boolean isUpTo(Arrival arrival, Position end) {
    return !(arrival instanceof Arrival.Change change) || end.hasReached(positionOf(change));
  }

  private void take(Arrival arrival) {
    taken.add(arrival);
    if (arrival instanceof Arrival.Change change) {
      counted++;
      reached = positionOf(change);
    }
  }

  /** Hands out what was taken; the next batch is at the front. */
  void release(List<Arrival> out) {
    out.addAll(taken);
    taken = new ArrayList<>();
    counted = 0;
  }

  private static Position positionOf(Arrival.Change change) {
    return change.change().stamp().position();
  }
}
