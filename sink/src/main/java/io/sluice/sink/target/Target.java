package io.sluice.sink.target;

import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.apply.Skips;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The target of one task, across broken connections. Used by one thread at a time.
 *
 * <p>A failure closes the session. The next one begins by reading the progress table, which settles
 * everything that may have happened meanwhile: a COMMIT whose answer was lost either moved progress
 * or did not; a greater generation means that another task took over; progress that went back means
 * that a failover lost commits, and the topics are read again from there.
 */
public final class Target implements AutoCloseable {

  private final Supplier<TargetOptions> options;
  private final Optional<? extends DeadLetters> letters;
  private final Claims claims = new Claims();
  private volatile Optional<TargetSession> session = Optional.empty();
  private Skips skips = Skips.NONE;

  /**
   * A target that is not connected to yet.
   *
   * @param options asked anew for each session, because a password may be another one by then
   * @param letters where records go that are set aside, if any are
   */
  public Target(Supplier<TargetOptions> options, Optional<? extends DeadLetters> letters) {
    this.options = options;
    this.letters = letters;
  }

  /** Partitions that this task is to own; {@link #ready()} takes them over. */
  public void assign(Collection<PartitionId> partitions) {
    abandon();
    claims.want(partitions);
  }

  /** Partitions that this task does not own any more. */
  public void release(Collection<PartitionId> partitions) {
    abandon();
    claims.release(partitions);
  }

  /** A transaction that has begun must not become durable by halves: all of it is read again. */
  private void abandon() {
    if (session.map(TargetSession::hasBegun).orElse(false)) {
      close();
    }
  }

  /**
   * Connects where that is needed and takes over what was assigned.
   *
   * @return whether all partitions have to be read again from their progress
   * @throws TargetFailure if that fails; retryable ones may be tried again
   */
  public boolean ready() {
    guarded(
        "taking over partitions",
        () -> {
          if (session.isEmpty()) {
            session = Optional.of(TargetSession.open(options.get()));
            skips = session.get().skips().read();
            settle(session.get());
          }
          takeOver(session.get());
        });
    return claims.takeSetBack();
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

  /** What an operator wants left out, as of the present session's begin. */
  public Skips skips() {
    return skips;
  }

  /** Where each partition's progress is, for those that have any. */
  public Map<PartitionId, Long> nextOffsets() {
    return claims.nextOffsets();
  }

  /** The partitions that were taken over. */
  public Map<PartitionId, Claim> claims() {
    return claims.taken();
  }

  /** Applies plans one after the other; one that fails leaves those before it durable. */
  public Applied write(List<ApplyPlan> plans) {
    Applied sum = Applied.NOTHING;
    for (ApplyPlan plan : plans) {
      sum = sum.plus(write(plan));
    }
    return sum;
  }

  /**
   * Notes which topics the progress is of, the first time that it hears of one.
   *
   * @param ids by which Kafka tells topics of the same name apart, by name
   * @return the topics of which the progress was noted under another id
   */
  public Set<String> replaced(Map<String, String> ids) {
    Set<String> replaced = new TreeSet<>();
    guarded(
        "noting the topics' ids",
        () -> {
          TargetSession open = session.orElseThrow();
          replaced.addAll(open.progress().replaced(ids));
          open.commit();
        });
    return replaced;
  }

  /**
   * Applies a plan whole, or not at all. It is durable when a plan has been written that ends the
   * transaction.
   *
   * @throws TargetFailure if it did not happen or nobody knows; after a retryable one, and after
   *     {@link #ready()}, the same plans may come again from the transaction's first
   */
  public Applied write(ApplyPlan plan) {
    Applied[] applied = {Applied.NOTHING};
    try {
      guarded("committing", () -> applied[0] = write(session.orElseThrow(), plan));
    } catch (LabelMissing labels) {
      throw added(labels);
    }
    return applied[0];
  }

  /** The labels are there when the plans come again. */
  private TargetFailure added(LabelMissing labels) {
    guarded(
        "adding labels to type " + labels.type(),
        () -> {
          try (TargetSession own = TargetSession.open(options.get())) {
            own.add(labels);
          }
        });
    return TargetFailure.again("LABELS_ADDED", "type " + labels.type() + " has got new labels");
  }

  private Applied write(TargetSession open, ApplyPlan plan) throws SQLException {
    TargetTransaction transaction = open.transaction(claims.taken());
    Applied applied =
        letters.isPresent()
            ? transaction.screen(plan, open.screening(letters.get()))
            : transaction.apply(plan);
    if (plan.whole()) {
      open.commit(transaction);
      claims.advanced(transaction.reached());
    }
    return applied;
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
    return options.get().endpoint().address();
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

  /** Cuts the session off, from whatever thread; what was not committed is undone by the server. */
  public void abort() {
    guarded(
        "cutting the session off",
        () -> {
          if (session.isPresent()) {
            session.get().abort();
          }
        });
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
