package io.sluice.sink.target;

import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.PartitionId;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

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
  private final Claims claims = new Claims();
  private Optional<TargetSession> session = Optional.empty();

  public Target(TargetOptions options) {
    this.options = options;
  }

  /** Partitions that this task is to own; {@link #ready()} takes them over. */
  public void assign(Collection<PartitionId> partitions) {
    claims.want(partitions);
  }

  /** Partitions that this task does not own any more. */
  public void release(Collection<PartitionId> partitions) {
    claims.release(partitions);
  }

  /**
   * Connects where that is needed and takes over what was assigned.
   *
   * @return the partitions that have to be read from another offset than the records at hand, and
   *     that offset
   * @throws TargetFailure if that fails; retryable ones may be tried again
   */
  public Map<PartitionId, Long> ready() {
    guarded(
        "taking over partitions",
        () -> {
          if (session.isEmpty()) {
            session = Optional.of(TargetSession.open(options));
            settle(session.get());
          }
          takeOver(session.get());
        });
    return claims.takeRewinds();
  }

  private void settle(TargetSession open) throws SQLException {
    for (PartitionId partition : claims.taken().keySet()) {
      claims.settle(partition, open.progress().read(partition));
    }
    open.commit();
  }

  private void takeOver(TargetSession open) throws SQLException {
    if (!claims.wanted().isEmpty()) {
      Map<PartitionId, Claim> taken = open.progress().takeOver(claims.wanted());
      open.commit();
      claims.took(taken);
    }
  }

  /** Where each partition's progress is, for those that have any. */
  public Map<PartitionId, Long> nextOffsets() {
    return claims.nextOffsets();
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
    claims.advanced(plan.progress());
    return applied[0];
  }

  private Applied write(TargetSession open, ApplyPlan plan) throws SQLException {
    try (TargetTransaction transaction = open.begin(claims.taken())) {
      transaction.advance(plan.progress());
      Applied applied = transaction.apply(plan.steps());
      transaction.commit();
      return applied;
    }
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
