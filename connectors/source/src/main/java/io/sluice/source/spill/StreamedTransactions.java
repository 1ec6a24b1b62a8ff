package io.sluice.source.spill;

import io.sluice.change.Lsn;
import io.sluice.source.pgoutput.PgOutputDecoder;
import io.sluice.source.pgoutput.PgOutputMessage.StreamAbort;
import io.sluice.source.pgoutput.PgOutputMessage.StreamCommit;
import io.sluice.source.pgoutput.PgOutputMessage.StreamStart;
import io.sluice.source.pgoutput.PgOutputMessage.Streamed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The transactions in progress of one stream. A small part of them is in memory, however many there
 * are. Used by the thread that reads the stream.
 */
public final class StreamedTransactions implements AutoCloseable {

  private static final int MEMORY = 1024 * 1024;

  private final Map<Integer, SpilledTransaction> inProgress = new HashMap<>();
  private final SpillFolder folder;
  private final int memory;
  private int used;
  private Optional<SpilledTransaction> block = Optional.empty();

  /** None yet; leftovers of an earlier stream in the same folder are deleted. */
  public StreamedTransactions(SpillFolder folder) {
    this(folder, MEMORY);
  }

  StreamedTransactions(SpillFolder folder, int memory) {
    this.folder = folder;
    this.memory = memory;
    folder.clear();
  }

  /** What follows belongs to this transaction. */
  public void start(StreamStart start) {
    block =
        Optional.of(
            inProgress.computeIfAbsent(start.xid(), xid -> new SpilledTransaction(xid, folder)));
  }

  /**
   * Keeps a message.
   *
   * @param lsn where it stands in the log
   */
  public void add(Streamed message, Lsn lsn) {
    SpilledTransaction transaction = block.orElseThrow();
    int before = transaction.inMemory();
    transaction.append(new SpilledMessage(lsn, message.order(), message.message()), memory);
    used += transaction.inMemory() - before;
    while (used > memory) {
      spillLargest();
    }
  }

  private void spillLargest() {
    SpilledTransaction largest =
        inProgress.values().stream()
            .max(Comparator.comparingInt(SpilledTransaction::inMemory))
            .orElseThrow();
    used -= largest.inMemory();
    largest.spill();
  }

  /** Forgets a transaction, or a part of one. */
  public void abort(StreamAbort abort) {
    if (abort.subXid() == abort.xid()) {
      remove(abort.xid()).ifPresent(SpilledTransaction::close);
    } else {
      Optional.ofNullable(inProgress.get(abort.xid()))
          .ifPresent(transaction -> transaction.abort(abort.subXid()));
    }
  }

  /**
   * A transaction has committed.
   *
   * @param decoder the stream's, which learns of the tables that the transaction told of
   * @return the transaction as if it had come whole; the caller closes it
   */
  public Replay commit(StreamCommit commit, PgOutputDecoder decoder) {
    SpilledTransaction transaction =
        remove(commit.xid()).orElseGet(() -> new SpilledTransaction(commit.xid(), folder));
    return new Replay(commit, transaction, decoder);
  }

  private Optional<SpilledTransaction> remove(int xid) {
    Optional<SpilledTransaction> removed = Optional.ofNullable(inProgress.remove(xid));
    removed.ifPresent(transaction -> used -= transaction.inMemory());
    return removed;
  }

  /** Forgets them all; the server sends them again from their beginnings. */
  @Override
  public void close() {
    inProgress.values().forEach(SpilledTransaction::close);
    inProgress.clear();
    used = 0;
  }
}
