package io.sluice.source.capture;

import io.sluice.change.Lsn;
import io.sluice.change.Position;
import io.sluice.change.RowChange;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.change.Watermark;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Delete;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.Truncate;
import io.sluice.source.pgoutput.PgOutputMessage.Update;
import io.sluice.source.replication.ReplicationStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads the stream, merges the chunks into it and hands both over as batches.
 *
 * <p>One thread calls {@link #step()} again and again; only {@link #confirm} may come from another
 * one. Chunks are merged between two transactions. A batch is handed over when it is full, when the
 * stream has nothing more for now, and before a chunk.
 */
public final class Capture {

  private static final int MESSAGES_A_STEP = 4096;
  private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(1);

  private final ReplicationStream stream;
  private final RelationSchemas relations;
  private final Set<TableId> captured;
  private final SnapshotRun snapshot;
  private final TableVersions versions;
  private final BatchQueue queue;
  private final CaptureOptions options;
  private final Position published;

  private final TransactionReader transactions = new TransactionReader();
  private final AtomicReference<Lsn> durable = new AtomicReference<>(Lsn.ZERO);
  private Lsn confirmed = Lsn.ZERO;

  /** Changes to hand over; those up to {@code whole} belong to transactions that have ended. */
  private final List<RowChange> pending = new ArrayList<>();

  private int whole;
  private final List<Watermark> marks = new ArrayList<>();
  private Position position;
  private Lsn passed;

  /**
   * The end of the stream as it has been handed over, and how far that allows the slot to be
   * confirmed.
   */
  private Lsn streamed = Lsn.ZERO;

  private Lsn confirmable = Lsn.ZERO;
  private long quietSince = System.nanoTime();

  /**
   * A capture that goes on behind what is published.
   *
   * @param captured the tables whose changes are wanted; the publication may have more
   * @param published what the topics hold already: its changes are followed, not published again
   * @param from where the stream starts
   */
  Capture(
      ReplicationStream stream,
      RelationSchemas relations,
      Set<TableId> captured,
      SnapshotRun snapshot,
      TableVersions versions,
      BatchQueue queue,
      CaptureOptions options,
      Position published,
      Lsn from) {
    this.stream = stream;
    this.relations = relations;
    this.captured = Set.copyOf(captured);
    this.snapshot = snapshot;
    this.versions = versions;
    this.queue = queue;
    this.options = options;
    this.published = published;
    this.position = published;
    this.passed = from;
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
    if (readStream()) {
      return true;
    }
    if (!transactions.inTransaction()) {
      pass(stream.received());
      landChunks();
      handOver();
      beatWhenQuiet();
    }
    return false;
  }

  private void confirmDurable() {
    Lsn lsn = durable.get();
    if (!lsn.equals(confirmed)) {
      stream.confirm(lsn);
      confirmed = lsn;
    }
  }

  private boolean readStream() throws SQLException, InterruptedException {
    for (int i = 0; i < MESSAGES_A_STEP; i++) {
      Optional<PgOutputMessage> message = stream.next();
      if (message.isEmpty()) {
        return i > 0;
      }
      handle(message.get());
    }
    return true;
  }

  private void handle(PgOutputMessage message) throws SQLException, InterruptedException {
    if (message instanceof Begin begin) {
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
      mark(text);
    } else if (message instanceof Insert
        || message instanceof Update
        || message instanceof Delete) {
      Optional<RowChange> change = transactions.row(message, stream.lastLsn());
      if (change.isPresent()) {
        publish(change.get());
      }
    }
  }

  private void announce(Relation relation) throws SQLException {
    if (!captured.contains(relation.table())) {
      return;
    }
    TableSchema schema = versions.share(relations.schema(relation));
    if (versions.announce(schema)) {
      snapshot.redefined(schema.table());
    }
    transactions.announce(relation, schema);
  }

  private void publish(RowChange change) throws InterruptedException, SQLException {
    snapshot.follow(change);
    Position at = change.stamp().position();
    if (published.hasReached(at)) {
      return;
    }
    position = at;
    pending.add(change);
    if (pending.size() - whole >= options.batchRecords()) {
      handOver();
    }
  }

  private void mark(Message message) {
    if (!message.transactional() || !message.prefix().equals(Watermark.Mark.PREFIX)) {
      return;
    }
    Position at = transactions.mark();
    if (!published.hasReached(at)) {
      String id = new String(message.content(), StandardCharsets.UTF_8);
      marks.add(new Watermark.Mark(at, id));
    }
  }

  private void commit(Commit commit) throws SQLException, InterruptedException {
    snapshot.committed(transactions.transaction().xid(), commit.commitLsn());
    Position end = transactions.end();
    position = end.hasReached(position) ? end : position;
    passed = Lsn.later(passed, commit.endLsn());
    whole = pending.size();
    if (whole >= options.batchRecords() || !marks.isEmpty()) {
      handOver();
    }
    landChunks();
  }

  /** The stream was quiet up to here. */
  private void pass(Lsn lsn) {
    if (lsn.compareTo(passed) > 0) {
      passed = lsn;
      Position quiet = Position.before(lsn);
      position = quiet.hasReached(position) ? quiet : position;
    }
  }

  private void landChunks() throws SQLException, InterruptedException {
    if (snapshot.isComplete()) {
      return;
    }
    Optional<Batch> chunk = snapshot.land(passed, position, streamed);
    if (chunk.isPresent()) {
      handOver();
      queue(chunk.get());
    }
    snapshot.depart();
  }

  private void handOver() throws InterruptedException, SQLException {
    if (!pending.isEmpty() || !marks.isEmpty()) {
      queue(batch(pending, marks));
      pending.clear();
      whole = 0;
      marks.clear();
    }
  }

  private Batch batch(List<RowChange> changes, List<Watermark> watermarks) {
    streamed = passed;
    return new Batch(
        changes, watermarks, new Progress.Stream(position, passed), snapshot.confirmable(passed));
  }

  /**
   * A quiet position has to be stored before it can be confirmed, so that it goes the way of all
   * batches.
   */
  private void beatWhenQuiet() throws InterruptedException, SQLException {
    boolean due = System.nanoTime() - quietSince >= options.heartbeat().toNanos();
    boolean first = streamed.equals(Lsn.ZERO);
    if (first || due && snapshot.confirmable(passed).compareTo(confirmable) > 0) {
      queue(batch(List.of(), List.of(new Watermark.Heartbeat(position))));
    }
  }

  private void queue(Batch batch) throws InterruptedException, SQLException {
    while (!queue.offer(batch, QUEUE_PATIENCE)) {
      confirmDurable();
      stream.sendStatus();
    }
    confirmable = batch.confirm();
    quietSince = System.nanoTime();
  }
}
