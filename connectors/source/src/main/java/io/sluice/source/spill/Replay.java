package io.sluice.source.spill;

import io.sluice.change.Lsn;
import io.sluice.source.pgoutput.PgOutputDecoder;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.StreamCommit;
import io.sluice.source.pgoutput.StreamedDecoder;
import io.sluice.source.pgoutput.StreamedDecoder.Told;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A streamed transaction that has committed, as if it had come whole: Begin, what was not aborted,
 * Commit. After that come the tables of which the stream has told otherwise since the transaction
 * told of them. Used by the thread that reads the stream.
 */
public final class Replay implements AutoCloseable {

  private final StreamCommit commit;
  private final SpilledTransaction transaction;
  private final SpillReader messages;
  private final PgOutputDecoder stream;
  private final StreamedDecoder decoder = new StreamedDecoder();
  private final Deque<PgOutputMessage> due = new ArrayDeque<>();
  private boolean read;
  private Lsn lsn;

  Replay(StreamCommit commit, SpilledTransaction transaction, PgOutputDecoder stream) {
    this.commit = commit;
    this.transaction = transaction;
    this.messages = transaction.read();
    this.stream = stream;
    this.lsn = commit.commitLsn();
    due.add(new Begin(commit.commitLsn(), commit.commitMicros(), commit.xid()));
  }

  /** Whether all has been said. */
  public boolean isDone() {
    return read && due.isEmpty();
  }

  /** The next message; empty instead of each that belongs to an aborted part. */
  public Optional<PgOutputMessage> next() {
    if (!due.isEmpty()) {
      return Optional.of(due.removeFirst());
    }
    Optional<SpilledMessage> next = messages.next();
    if (next.isEmpty()) {
      end();
      return Optional.of(due.removeFirst());
    }
    return decode(next.get());
  }

  private Optional<PgOutputMessage> decode(SpilledMessage message) {
    if (transaction.isAborted(message.bytes())) {
      return Optional.empty();
    }
    lsn = message.lsn();
    return Optional.of(decoder.decode(message.order(), message.bytes()));
  }

  private void end() {
    close();
    read = true;
    lsn = commit.endLsn();
    due.add(new Commit(commit.commitLsn(), commit.endLsn(), commit.commitMicros()));
    for (Told told : decoder.told()) {
      Relation current = stream.adopt(told.relation(), told.order());
      if (!current.equals(told.relation())) {
        due.add(current);
      }
    }
  }

  /** Where the last message stands in the log; the transaction's end for its Commit. */
  public Lsn lsn() {
    return lsn;
  }

  /** Gives the transaction's room back. */
  @Override
  public void close() {
    messages.close();
    transaction.close();
  }
}
