package io.sluice.sink.gather;

import io.sluice.change.Position;
import io.sluice.change.Watermark;
import io.sluice.change.Watermark.BatchDone;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.apply.PartitionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One source's topics. Its watermarks say how many records each batch has in each of them, and a
 * batch passes when all of them are here.
 */
final class SourceGate {

  private final Predicate<String> subscribed;
  private final Map<String, TopicQueue> topics = new HashMap<>();
  private final Deque<Arrival.Mark> marks = new ArrayDeque<>();
  private Optional<BatchDone> front = Optional.empty();

  /** Whether all that was applied before ends between two batches. */
  private boolean aligned = true;

  private Position applied = Position.START;

  /** Marks up to here were applied before, and do not come again. */
  private Position marked = Position.START;

  private boolean marksAreNew;

  /**
   * @param subscribed whether a topic's records come to this task, if it has any
   */
  SourceGate(Predicate<String> subscribed) {
    this.subscribed = subscribed;
  }

  void open(PartitionId partition, Reached reached) {
    topics.computeIfAbsent(partition.topic(), TopicQueue::new).open(partition, reached.position());
    started(reached);
  }

  /** The watermarks are read from here on. */
  void openMarks(Reached reached) {
    marksAreNew = reached.isNothing();
    marked = reached.position();
    started(reached);
  }

  private void started(Reached reached) {
    aligned &= reached.aligned() && (reached.isNothing() || !marksAreNew);
    applied = reached.position().hasReached(applied) ? reached.position() : applied;
  }

  void add(Arrival arrival) {
    TopicQueue topic = topics.get(arrival.from().topic());
    if (topic != null && topic.has(arrival.from())) {
      topic.add(arrival);
    } else {
      addMark(arrival);
    }
  }

  /** Anything else in the watermarks topic goes with the next batch's end. */
  private void addMark(Arrival arrival) {
    Arrival.Mark mark =
        arrival instanceof Arrival.Mark watermark
            ? watermark
            : new Arrival.Mark(
                arrival.from(), arrival.offset(), new Watermark.Heartbeat(Position.START));
    marks.addLast(mark);
    if (front.isEmpty() && mark.watermark() instanceof BatchDone batch) {
      front = Optional.of(batch);
    }
  }

  /**
   * Appends the batch at the front, if all of it is here.
   *
   * @return whether the source's transactions end with it; empty if it is not here yet
   */
  Optional<Boolean> release(List<Arrival> out) {
    if (front.isEmpty() && !aligned) {
      return releaseMarked(out);
    }
    if (front.isEmpty() || !gather(front.get())) {
      return Optional.empty();
    }
    BatchDone done = front.get();
    if (!aligned) {
      topics.values().forEach(topic -> topic.takeUpTo(done.position()));
      aligned = done.position().hasReached(applied);
    }
    topics.values().forEach(TopicQueue::takeAside);
    topics.values().forEach(topic -> topic.release(out));
    pass(done, out);
    return Optional.of(done.whole());
  }

  /** What belongs to marks that were applied before waits for no other. */
  private Optional<Boolean> releaseMarked(List<Arrival> out) {
    int before = out.size();
    topics.values().forEach(topic -> topic.takeUpTo(marked));
    topics.values().forEach(topic -> topic.release(out));
    return out.size() > before ? Optional.of(true) : Optional.empty();
  }

  private boolean gather(BatchDone batch) {
    boolean complete = true;
    for (Map.Entry<String, BatchDone.Share> share : batch.shares().entrySet()) {
      complete &= isHere(share.getKey(), share.getValue(), batch.position());
    }
    return complete;
  }

  private boolean isHere(String topic, BatchDone.Share share, Position end) {
    TopicQueue queue = topics.get(topic);
    if (queue == null) {
      return !subscribed.test(topic);
    }
    return aligned ? queue.gather(share, end) : queue.gatherUnaligned(share, end);
  }

  @SuppressWarnings("ReferenceEquality") // Two batches may be equal.
  private void pass(BatchDone done, List<Arrival> out) {
    Arrival.Mark mark;
    do {
      mark = marks.removeFirst();
      out.add(mark);
    } while (mark.watermark() != done);
    front =
        marks.stream()
            .map(Arrival.Mark::watermark)
            .filter(BatchDone.class::isInstance)
            .map(BatchDone.class::cast)
            .findFirst();
  }

  /** The topics that the batch at the front waits for; empty if there is none. */
  Optional<Set<String>> awaited() {
    return front.map(
        batch -> {
          Set<String> awaited = new HashSet<>();
          batch
              .shares()
              .forEach(
                  (topic, share) -> {
                    if (!isHere(topic, share, batch.position())) {
                      awaited.add(topic);
                    }
                  });
          return awaited;
        });
  }

  boolean holdsAny() {
    return !marks.isEmpty() || topics.values().stream().anyMatch(TopicQueue::holdsAny);
  }
}
