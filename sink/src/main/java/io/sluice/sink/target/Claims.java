package io.sluice.sink.target;

import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.apply.Progress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The partitions of a task: those it has taken over, those it still has to, and the offsets that
 * Connect has to be sent to because of that. Used by the task's thread alone.
 */
final class Claims {

  private final Map<PartitionId, Claim> taken = new HashMap<>();
  private final Set<PartitionId> wanted = new HashSet<>();

  /** Kept until somebody took them: a failure in between must not forget one. */
  private final Map<PartitionId, Long> rewinds = new HashMap<>();

  void want(Collection<PartitionId> partitions) {
    release(partitions);
    wanted.addAll(partitions);
  }

  void release(Collection<PartitionId> partitions) {
    wanted.removeAll(partitions);
    taken.keySet().removeAll(partitions);
    rewinds.keySet().removeAll(partitions);
  }

  /** What has to be taken over. */
  Set<PartitionId> wanted() {
    return Set.copyOf(wanted);
  }

  /** What is owned. */
  Map<PartitionId, Claim> taken() {
    return Map.copyOf(taken);
  }

  /** Partitions were taken over; reading goes on where their progress is. */
  void took(Map<PartitionId, Claim> claims) {
    wanted.removeAll(claims.keySet());
    taken.putAll(claims);
    claims.forEach(
        (partition, claim) -> claim.nextOffset().ifPresent(o -> rewinds.put(partition, o)));
  }

  /** A batch is durable. */
  void advanced(Map<PartitionId, Progress> progress) {
    progress.forEach(
        (partition, reached) ->
            taken.computeIfPresent(
                partition,
                (same, claim) ->
                    new Claim(claim.generation(), OptionalLong.of(reached.nextOffset()))));
  }

  /**
   * Compares what the task believes with what the table says, and believes the table.
   *
   * @param stored what the table has for the partition
   * @throws TargetFailure if another task took over, or the table knows nothing any more
   */
  void settle(PartitionId partition, Optional<Claim> stored) {
    Claim mine = taken.get(partition);
    if (stored.isPresent() && stored.get().generation() > mine.generation()) {
      throw Fenced.by("another task took over " + partition);
    }
    OptionalLong next = stored.map(Claim::nextOffset).orElse(OptionalLong.empty());
    refuseLostProgress(partition, mine, next);
    if (stored.isEmpty() || stored.get().generation() < mine.generation()) {
      want(Set.of(partition));
      return;
    }
    taken.put(partition, stored.get());
    if (next.orElse(0) < mine.nextOffset().orElse(0)) {
      rewinds.put(partition, next.getAsLong());
    }
  }

  private static void refuseLostProgress(PartitionId partition, Claim mine, OptionalLong next) {
    if (mine.nextOffset().isPresent() && next.isEmpty()) {
      throw TargetFailure.stop(
          "PROGRESS_LOST",
          "the target has no progress for "
              + partition
              + " any more, so it is not the database that was written to. To do: point the"
              + " connector at the right one, or empty the tables and restart to apply all anew");
    }
  }

  /** Where progress is, for the partitions that have any. */
  Map<PartitionId, Long> nextOffsets() {
    Map<PartitionId, Long> known = new HashMap<>();
    taken.forEach((partition, claim) -> claim.nextOffset().ifPresent(o -> known.put(partition, o)));
    return known;
  }

  /** The rewinds that nobody took yet. */
  Map<PartitionId, Long> takeRewinds() {
    Map<PartitionId, Long> now = Map.copyOf(rewinds);
    rewinds.clear();
    return now;
  }
}
