package io.sluice.sink.target;

import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.failure.ErrorCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The partitions of a task: those it has taken over, those it still has to, and whether reading has
 * to go back to their progress because of that. Used by one thread at a time.
 */
final class Claims {

  private final Map<PartitionId, Claim> taken = new HashMap<>();
  private final Set<PartitionId> wanted = new HashSet<>();

  /** Kept until somebody asked: a failure in between must not forget it. */
  private boolean setBack;

  void want(Collection<PartitionId> partitions) {
    release(partitions);
    wanted.addAll(partitions);
  }

  void release(Collection<PartitionId> partitions) {
    wanted.removeAll(partitions);
    taken.keySet().removeAll(partitions);
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
    setBack = true;
  }

  /** A transaction is durable: these partitions are further on. */
  void advanced(Map<PartitionId, Claim> further) {
    further.forEach((partition, claim) -> taken.replace(partition, claim));
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
    setBack |= next.orElse(0) < mine.nextOffset().orElse(0);
  }

  private static void refuseLostProgress(PartitionId partition, Claim mine, OptionalLong next) {
    if (mine.nextOffset().isPresent() && next.isEmpty()) {
      throw TargetFailure.stop(
          ErrorCode.PROGRESS_LOST,
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

  /** Whether reading has to go back to where the claims are; asked once. */
  boolean takeSetBack() {
    boolean now = setBack;
    setBack = false;
    return now;
  }
}
