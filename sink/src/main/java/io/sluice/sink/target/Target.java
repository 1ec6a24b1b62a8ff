package io.sluice.sink.target;

import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.apply.Progress;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The target of one task, across broken connections. Used by the task's thread alone.
 *
 * <p>A failure closes the session. The next one begins by reading the progress table, which settles
 * everything that may have happened meanwhile: a COMMIT whose answer was lost either moved progress
 * or did not; a greater generation means that another task took over; progress that went back means
 * that a failover lost commits, and the topics are read again from there.
 */
public final class Target implements AutoCloseable {

  private final TargetOptions options;
  private final Map<PartitionId, Claim> claims = new HashMap<>();
  private final Set<PartitionId> unclaimed = new HashSet<>();
  private Optional<TargetSession> session = Optional.empty();

  public Target(TargetOptions options) {
    this.options = options;
  }

  /** Partitions that this task is to own; {@link #ready()} takes them over. */
  public void assign(Collection<PartitionId> partitions) {
    unclaimed.addAll(partitions);
    claims.keySet().removeAll(partitions);
  }

  /** Partitions that this task does not own any more. */
  public void release(Collection<PartitionId> partitions) {
    unclaimed.removeAll(partitions);
    claims.keySet().removeAll(partitions);
  }

  /**
   * Connects where that is needed and takes over what was assigned.
   *
   * @return the partitions that have to be read from another offset than the records at hand, and
   *     that offset
   * @throws TargetFailure if that fails; retryable ones may be tried again
   */
  public Map<PartitionId, Long> ready() {
    Map<PartitionId, Long> rewinds = new HashMap<>();
    guarded(
        "taking over partitions",
        () -> {
          if (session.isEmpty()) {
            session = Optional.of(TargetSession.open(options));
            rewinds.putAll(refresh(session.get()));
          }
          rewinds.putAll(takeOver(session.get()));
        });
    return rewinds;
  }

  /** Where each partition's progress is, for those that have any. */
  public Map<PartitionId, Long> nextOffsets() {
    Map<PartitionId, Long> known = new HashMap<>();
    claims.forEach(
        (partition, claim) -> claim.nextOffset().ifPresent(o -> known.put(partition, o)));
    return known;
  }

  /**
   * Applies a plan whole, or not at all.
   *
   * @throws TargetFailure if it did not happen or nobody knows; after a retryable one the same
   *     records may come again, after {@link #ready()}
   */
  public Applied write(ApplyPlan plan) {
    Applied[] applied = {Applied.NOTHING};
    guarded("committing", () -> applied[0] = write(session.orElseThrow(), plan));
    plan.progress().forEach(this::advanced);
    return applied[0];
  }

  private Applied write(TargetSession open, ApplyPlan plan) throws SQLException {
    try (TargetTransaction transaction = open.begin(claims)) {
      transaction.advance(plan.progress());
      Applied applied = transaction.apply(plan.steps());
      transaction.commit();
      return applied;
    }
  }

  private void advanced(PartitionId partition, Progress progress) {
    claims.computeIfPresent(
        partition,
        (same, claim) -> new Claim(claim.generation(), OptionalLong.of(progress.nextOffset())));
  }

  private Map<PartitionId, Long> takeOver(TargetSession open) throws SQLException {
    if (unclaimed.isEmpty()) {
      return Map.of();
    }
    Map<PartitionId, Claim> taken = open.progress().takeOver(unclaimed);
    open.commit();
    claims.putAll(taken);
    unclaimed.clear();
    Map<PartitionId, Long> rewinds = new HashMap<>();
    taken.forEach(
        (partition, claim) -> claim.nextOffset().ifPresent(o -> rewinds.put(partition, o)));
    return rewinds;
  }

  /** Compares what this task believes with what the table says. */
  private Map<PartitionId, Long> refresh(TargetSession open) throws SQLException {
    Map<PartitionId, Long> rewinds = new HashMap<>();
    for (PartitionId partition : Set.copyOf(claims.keySet())) {
      Claim mine = claims.get(partition);
      Optional<Claim> stored = open.progress().read(partition);
      if (stored.isPresent() && stored.get().generation() > mine.generation()) {
        throw Fenced.by("another task took over " + partition);
      }
      if (stored.isPresent() && stored.get().generation() == mine.generation()) {
        settle(partition, mine, stored.get()).ifPresent(o -> rewinds.put(partition, o));
      } else {
        refuseLostProgress(partition, mine, stored.flatMap(Target::boxed));
        assign(Set.of(partition));
      }
    }
    open.commit();
    return rewinds;
  }

  private Optional<Long> settle(PartitionId partition, Claim mine, Claim stored) {
    refuseLostProgress(partition, mine, boxed(stored));
    claims.put(partition, stored);
    boolean wentBack = stored.nextOffset().orElse(0) < mine.nextOffset().orElse(0);
    return wentBack ? boxed(stored) : Optional.empty();
  }

  private static void refuseLostProgress(PartitionId partition, Claim mine, Optional<Long> stored) {
    if (mine.nextOffset().isPresent() && stored.isEmpty()) {
      throw TargetFailure.stop(
          "PROGRESS_LOST",
          "the target has no progress for "
              + partition
              + " any more, so it is not the database that was written to. To do: point the"
              + " connector at the right one, or empty the tables and restart to apply all anew");
    }
  }

  private static Optional<Long> boxed(Claim claim) {
    return claim.nextOffset().isPresent()
        ? Optional.of(claim.nextOffset().getAsLong())
        : Optional.empty();
  }

  /** Whatever fails, the session goes: what it believes may not be so. */
  private void guarded(String doing, Statements.Work work) {
    try {
      work.run();
    } catch (SQLException failed) {
      TargetFailure failure = TargetFailure.of(failed, doing + " at " + address());
      discard(failure);
      throw failure;
    } catch (RuntimeException failure) {
      discard(failure);
      throw failure;
    }
  }

  private String address() {
    return options.endpoint().address();
  }

  private void discard(RuntimeException reason) {
    Optional<TargetSession> broken = session;
    session = Optional.empty();
    try {
      if (broken.isPresent()) {
        broken.get().close();
      }
    } catch (SQLException alsoFailed) {
      reason.addSuppressed(TargetFailure.of(alsoFailed, "closing the session"));
    }
  }

  /** Ends the session; what was not committed is undone by the server. */
  @Override
  public void close() {
    guarded(
        "closing the session",
        () -> {
          if (session.isPresent()) {
            session.get().close();
          }
          session = Optional.empty();
        });
  }
}
