package io.sluice.source.capture;

import io.sluice.change.LogicalMessage;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.Watermark;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What has been captured and not been handed over. Used by the capture thread only.
 *
 * <p>A batch is handed over when it is full, when the stream has nothing more for now, and before a
 * chunk; only a transaction that is larger than a batch is cut.
 */
final class Outbox {

  /** What has to go on while the queue is full. */
  interface Meanwhile {
    void run() throws SQLException;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final BatchQueue queue;
  private final CaptureOptions options;
  private final CaptureMeters meters;

  /**
   * What to hand over; so many of them as {@code whole} says belong to transactions that have
   * ended.
   */
  private final List<RowChange> pending = new ArrayList<>();

  private final List<LogicalMessage> messages = new ArrayList<>();
  private final List<Watermark> marks = new ArrayList<>();
  private int whole;

  /** What these take, in bytes: all of them, and the whole ones. */
  private long pendingBytes;

  private long wholeBytes;

  /** Whether the transaction of what was added last goes on. */
  private boolean inTransaction;

  /** Whether what was handed over last ended in the middle of a transaction. */
  private boolean cut;

  /**
   * The end of the stream as it has been handed over, and how far that lets the slot be confirmed.
   */
  private Lsn streamed = Lsn.ZERO;

  private Lsn confirmable = Lsn.ZERO;
  private long quietSince = System.nanoTime();

  Outbox(BatchQueue queue, CaptureOptions options, CaptureMeters meters) {
    this.queue = queue;
    this.options = options;
    this.meters = meters;
  }

  /**
   * @param bytes what the change takes
   */
  void add(RowChange change, long bytes) {
    inTransaction = true;
    pending.add(change);
    pendingBytes += bytes;
  }

  void add(LogicalMessage message) {
    inTransaction = true;
    messages.add(message);
    pendingBytes += message.bytes();
  }

  void add(Watermark.Mark mark) {
    marks.add(mark);
  }

  /** The transaction of what was added last has ended. */
  void transactionEnded() {
    inTransaction = false;
    whole = size();
    wholeBytes = pendingBytes;
  }

  /**
   * Whether whole transactions fill a batch, one of them has a mark that somebody waits for, or the
   * end of one that was cut has to be told.
   */
  boolean isDue() {
    return options.batch().isReachedBy(whole, wholeBytes) || !marks.isEmpty() || isEndOwed();
  }

  private boolean isEndOwed() {
    return cut && !inTransaction;
  }

  /** Whether a single transaction fills a batch before its end. */
  boolean mustBeCut() {
    return options.batch().isReachedBy(size() - whole, pendingBytes - wholeBytes);
  }

  private int size() {
    return pending.size() + messages.size();
  }

  /** Where the stream ended when it was last handed over. */
  Lsn streamed() {
    return streamed;
  }

  /**
   * Hands over what there is.
   *
   * @param position the last change of it
   * @param end the end of the last whole transaction, or a quiet position after it
   * @param confirm how far the slot may be confirmed then
   */
  void handOver(Position position, Lsn end, Lsn confirm, Meanwhile meanwhile)
      throws InterruptedException, SQLException {
    if (size() == 0 && marks.isEmpty()) {
      if (isEndOwed()) {
        store(position, end, confirm, meanwhile);
      }
      return;
    }
    streamed = end;
    Progress progress = new Progress.Stream(position, end);
    put(new Batch(pending, messages, marks, progress, confirm, true), meanwhile);
    pending.clear();
    messages.clear();
    marks.clear();
    whole = 0;
    wholeBytes = 0;
    pendingBytes = 0;
  }

  /**
   * Hands over a quiet position, now and then: it has to be stored before it can be confirmed, so
   * that it goes the way of all batches.
   */
  void beat(Position position, Lsn end, Lsn confirm, Meanwhile meanwhile)
      throws InterruptedException, SQLException {
    boolean first = streamed.equals(Lsn.ZERO);
    boolean due = System.nanoTime() - quietSince >= options.heartbeat().toNanos();
    if (first || due && confirm.compareTo(confirmable) > 0) {
      store(position, end, confirm, meanwhile);
    }
  }

  /** Hands over a position alone; nothing may be pending. */
  void store(Position position, Lsn end, Lsn confirm, Meanwhile meanwhile)
      throws InterruptedException, SQLException {
    streamed = end;
    List<Watermark> heartbeat = List.of(new Watermark.Heartbeat(position));
    put(new Batch(List.of(), heartbeat, new Progress.Stream(position, end), confirm), meanwhile);
  }

  /** Hands over a batch that is complete in itself; nothing may be pending. */
  void put(Batch batch, Meanwhile meanwhile) throws InterruptedException, SQLException {
    Batch told = inTransaction ? batch.inTransaction() : batch;
    while (!queue.offer(told, PATIENCE)) {
      meanwhile.run();
    }
    cut = inTransaction;
    meters.handedOver(batch);
    confirmable = batch.confirm();
    quietSince = System.nanoTime();
  }
}
