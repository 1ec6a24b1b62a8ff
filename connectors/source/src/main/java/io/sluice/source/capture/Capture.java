package io.sluice.source.capture;

import io.sluice.change.LogicalMessage;
import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.RowImage;
import io.sluice.change.Stamp;
import io.sluice.change.TableId;
import io.sluice.change.Watermark;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Delete;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.pgoutput.PgOutputMessage.Origin;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Truncate;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import io.sluice.source.replication.Canary;
import io.sluice.source.replication.ReplicationStream;
import io.sluice.source.replication.TableMark;
import io.sluice.source.snapshot.LargeRow;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads the stream, merges the chunks into it between two transactions, and hands both over in
 * batches.
 *
 * <p>One thread calls {@link #step()} again and again; only {@link #confirm} may come from another
 * one.
 */
public final class Capture {

  private static final int MESSAGES_A_STEP = 4096;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final ReplicationStream stream;
  private final Canary canary;
  private final CaptureMeters meters;
  private final Announcements announcements;
  private final SnapshotRun snapshot;
  private final Amendments amendments;
  private final Signals signals;
  private final WholeCopies copies;
  private final Outbox outbox;
  private final CaptureOptions options;
  private final TransactionReader transactions;
  private final Position published;
  private final AtomicReference<Lsn> durable = new AtomicReference<>(Lsn.ZERO);
  private Lsn confirmed = Lsn.ZERO;
  private Position position;
  private Lsn passed;

  /**
   * A capture that goes on behind what is published.
   *
   * @param published what the topics hold already: its changes are followed, not published again
   * @param from where the stream starts
   */
  Capture(
      ReplicationStream stream,
      Canary canary,
      CaptureMeters meters,
      TransactionReader transactions,
      Announcements announcements,
      SnapshotRun snapshot,
      Amendments amendments,
      Signals signals,
      WholeCopies copies,
      Outbox outbox,
      CaptureOptions options,
      Position published,
      Lsn from) {
    this.stream = stream;
    this.canary = canary;
    this.meters = meters;
    this.transactions = transactions;
    this.announcements = announcements;
    this.snapshot = snapshot;
    this.amendments = amendments;
    this.signals = signals;
    this.copies = copies;
    this.outbox = outbox;
    this.options = options;
    this.published = published;
    this.position = published;
    this.passed = from;
  }

  /** Begins what the plan has, before the first {@link #step()}. */
  void start(CapturePlan plan) throws SQLException, InterruptedException {
    amendments.start(plan, position, this::put);
    signals.startAt(plan.signalsFrom(), position, this::put);
    if (plan.reread().isPresent()) {
      signals.configured(plan.reread().get(), position, this::put);
    }
  }

  /**
   * Everything up to here is stored in Kafka. Callable from any thread; the server hears of it in
   * the next step.
   *
   * @param lsn a batch's {@link Batch#confirm()}
   */
  public void confirm(Lsn lsn) {
    durable.accumulateAndGet(lsn, Lsn::later);
  }

  /**
   * Reads what has arrived, up to a limit, and hands over what is due.
   *
   * @return whether the stream brought anything; if not, the caller may wait a little
   */
  boolean step() throws SQLException, InterruptedException {
    confirmDurable();
    canary.passed(passed);
    meters.followed(passed, snapshot);
    if (isAtEnd()) {
      handOver();
      keepAlive();
      return false;
    }
    if (readStream()) {
      meters.idle(false);
      return true;
    }
    if (!transactions.inTransaction()) {
      pass(stream.received());
      attend();
      landCopies();
      handOver();
      outbox.beat(position, passed, snapshot.confirmable(passed), this::keepAlive);
      meters.idle(true);
    }
    return false;
  }

  private boolean isAtEnd() {
    return !transactions.inTransaction() && options.endsBefore(passed);
  }

  private void confirmDurable() {
    Lsn lsn = durable.get();
    if (!lsn.equals(confirmed)) {
      stream.confirm(lsn);
      confirmed = lsn;
      meters.confirmed(lsn);
    }
  }

  private boolean readStream() throws SQLException, InterruptedException {
    for (int i = 0; i < MESSAGES_A_STEP && !isAtEnd(); i++) {
      Optional<PgOutputMessage> message = stream.next();
      if (message.isEmpty()) {
        return i > 0;
      }
      handle(message.get());
    }
    return true;
  }

  private void handle(PgOutputMessage message) throws SQLException, InterruptedException {
    if (message instanceof Insert || message instanceof Update || message instanceof Delete) {
      Optional<RowChange> change = transactions.row(message, stream.lastLsn());
      if (change.isPresent()) {
        publish(change.get());
      } else {
        canary.hear(message);
      }
    } else if (message instanceof Begin begin) {
      transactions.begin(begin);
    } else if (message instanceof Commit commit) {
      commit(commit);
    } else if (message instanceof Relation relation) {
      announce(relation);
    } else if (message instanceof Truncate truncate) {
      for (RowChange change : transactions.tables(truncate, stream.lastLsn())) {
        publish(change);
      }
    } else if (message instanceof Message text) {
      read(text);
    } else if (message instanceof Origin origin) {
      transactions.origin(origin);
    }
  }

  private void announce(Relation relation) throws SQLException, InterruptedException {
    switch (announcements.read(relation)) {
      case FOLLOWED, UNWANTED -> {}
      case NEW -> {
        handOver();
        TableMark mark = announcements.mark(relation);
        amendments.begin(relation.table(), mark, position, this::put);
      }
      case IN_PLACE_OF_ANOTHER -> {
        handOver();
        TableMark mark = announcements.mark(relation);
        amendments.replace(relation.table(), mark, position, this::put);
      }
    }
  }

  private void publish(RowChange change) throws InterruptedException, SQLException {
    snapshot.follow(change);
    Position at = change.stamp().position();
    if (published.hasReached(at)) {
      meters.skipped();
      return;
    }
    if (!copies.isComplete() && isInCopy(change)) {
      return;
    }
    long bytes = change.bytes();
    if (bytes > options.rowBytes()) {
      handOver();
      throw tooLarge(change, bytes);
    }
    position = at;
    outbox.add(change, bytes);
    if (outbox.mustBeCut()) {
      handOver();
    }
  }

  private SourceFailure tooLarge(RowChange change, long bytes) {
    RowImage row =
        change instanceof RowChange.Insert insert
            ? insert.after()
            : change instanceof RowChange.Update update
                ? update.after()
                : ((RowChange.Delete) change).before();
    return LargeRow.failure(
        change.schema(), row, bytes, options.rowBytes(), in(change.stamp().position()));
  }

  private static String in(Position position) {
    return "in the stream at commit_lsn %s, ordinal %d"
        .formatted(position.commitLsn(), position.ordinal());
  }

  private void read(Message message) throws SQLException, InterruptedException {
    if (message.transactional()) {
      readInTransaction(message, transactions.message(message.lsn()));
    } else {
      readAlone(message);
    }
  }

  private void readInTransaction(Message message, Stamp stamp)
      throws SQLException, InterruptedException {
    if (published.hasReached(stamp.position()) || !transactions.isWanted()) {
      return;
    }
    if (message.prefix().equals(Watermark.Mark.PREFIX)) {
      String id = new String(message.content(), StandardCharsets.UTF_8);
      outbox.add(new Watermark.Mark(stamp.position(), id));
    } else {
      publish(message, stamp);
    }
  }

  /**
   * A message of no transaction: its place is its end in the log, which every commit after it has
   * behind it, so that it is told from a repetition as a change is.
   */
  private void readAlone(Message message) throws SQLException, InterruptedException {
    Position at = Position.before(message.lsn());
    if (!published.hasReached(at)) {
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      publish(message, new Stamp(at, message.lsn(), 0, now));
      pass(message.lsn());
      outbox.transactionEnded();
    }
  }

  private void publish(Message message, Stamp stamp) throws SQLException, InterruptedException {
    if (!options.messages().captures(message.prefix())) {
      return;
    }
    long bytes = message.content().length;
    if (bytes > options.rowBytes()) {
      handOver();
      throw LargeRow.message(message.prefix(), bytes, options.rowBytes(), in(stamp.position()));
    }
    position = stamp.position();
    outbox.add(new LogicalMessage(stamp, message.prefix(), message.content()));
    if (outbox.mustBeCut()) {
      handOver();
    }
  }

  private void commit(Commit commit) throws SQLException, InterruptedException {
    snapshot.committed(transactions.transaction().xid(), commit.commitLsn());
    advance(transactions.end());
    passed = Lsn.later(passed, commit.endLsn());
    outbox.transactionEnded();
    if (outbox.isDue()) {
      handOver();
    }
    attend();
    landCopies();
  }

  /** The stream was quiet up to here. */
  private void pass(Lsn lsn) {
    if (lsn.compareTo(passed) > 0) {
      passed = lsn;
      advance(Position.before(lsn));
    }
  }

  /** What is read again after a restart does not move the position back. */
  private void advance(Position to) {
    position = to.hasReached(position) ? to : position;
  }

  /** What is done between two transactions, beside the stream. */
  private void attend() throws SQLException, InterruptedException {
    if (amendments.apply(position, passed, this::putBehind)) {
      announcements.lookAgain();
    }
    signals.apply(position, this::putBehind);
    landChunks();
  }

  private void landChunks() throws SQLException, InterruptedException {
    if (snapshot.isComplete()) {
      return;
    }
    Optional<Batch> chunk = snapshot.land(passed, position, outbox.streamed());
    if (chunk.isPresent()) {
      handOver();
      outbox.put(chunk.get(), this::keepAlive);
    }
    snapshot.depart();
  }

  /** Behind everything that the stream has brought. */
  private void putBehind(List<RowChange> changes, List<Watermark> watermarks, Progress progress)
      throws SQLException, InterruptedException {
    handOver();
    put(changes, watermarks, progress);
  }

  private void put(List<RowChange> changes, List<Watermark> watermarks, Progress progress)
      throws SQLException, InterruptedException {
    Lsn confirm = snapshot.confirmable(outbox.streamed());
    outbox.put(new Batch(changes, watermarks, progress, confirm), this::keepAlive);
  }

  /**
   * Whether a change need not be published because a copy of its table to come holds it. One that
   * such a copy does not hold waits until the whole copy is in the topic.
   */
  private boolean isInCopy(RowChange change) throws SQLException, InterruptedException {
    TableId table = change.schema().table();
    Lsn commitLsn = change.stamp().position().commitLsn();
    while (copies.isUndecided(table)) {
      keepAlive();
      Thread.sleep(PATIENCE.toMillis());
    }
    if (copies.awaits(table) && copies.holds(table, commitLsn)) {
      return true;
    }
    while (copies.awaits(table)) {
      advance(Position.before(commitLsn));
      landCopy(commitLsn, PATIENCE);
      keepAlive();
    }
    return false;
  }

  private void landCopies() throws SQLException, InterruptedException {
    if (!copies.isComplete()) {
      landCopy(passed, Duration.ZERO);
      copies.depart();
    }
  }

  /**
   * Before a copy is whole, the stream is stored up to here: after a restart it must not bring
   * changes that the copy holds.
   */
  private void landCopy(Lsn reached, Duration patience) throws SQLException, InterruptedException {
    Lsn confirm = snapshot.confirmable(outbox.streamed());
    Optional<Batch> piece = copies.land(reached, position, confirm, patience);
    if (piece.isPresent()) {
      handOver();
      if (piece.get().progress() instanceof Progress.Snapshot copied && copied.done()) {
        outbox.store(position, passed, snapshot.confirmable(passed), this::keepAlive);
      }
      outbox.put(piece.get(), this::keepAlive);
    }
  }

  private void handOver() throws InterruptedException, SQLException {
    outbox.handOver(position, passed, snapshot.confirmable(passed), this::keepAlive);
  }

  private void keepAlive() throws SQLException {
    confirmDurable();
    stream.sendStatus();
  }
}
