package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Visibility;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The streamed transactions that are not yet known to be visible.
 *
 * <p>A commit is in the log before other sessions can see it. As long as one of these may be
 * missing from a chunk read, the slot must not move past it: after a restart its changes are read
 * again, to know what such a chunk would have missed.
 */
final class Unseen {

  private record Transaction(int xid, Lsn commitLsn) {}

  private final Deque<Transaction> transactions = new ArrayDeque<>();

  /** A transaction whose changes are now in the overlay. */
  void add(int xid, Lsn commitLsn) {
    transactions.addLast(new Transaction(xid, commitLsn));
  }

  /** Lets go what every chunk read to come, and every one on its way, is sure to see. */
  void forgetSeenBy(Visibility horizon) {
    transactions.removeIf(transaction -> !horizon.invisible(transaction.xid()));
  }

  /** Their ids. */
  List<Integer> xids() {
    return transactions.stream().map(Transaction::xid).toList();
  }

  void clear() {
    transactions.clear();
  }

  /** Where the commit record of the oldest one starts. */
  Optional<Lsn> oldest() {
    return Optional.ofNullable(transactions.peekFirst()).map(Transaction::commitLsn);
  }
}
