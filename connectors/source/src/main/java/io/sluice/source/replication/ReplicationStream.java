package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputDecoder;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.StreamAbort;
import io.sluice.source.pgoutput.PgOutputMessage.StreamCommit;
import io.sluice.source.pgoutput.PgOutputMessage.StreamStart;
import io.sluice.source.pgoutput.PgOutputMessage.Streamed;
import io.sluice.source.pgoutput.PgOutputMessage.Streaming;
import io.sluice.source.spill.Replay;
import io.sluice.source.spill.StreamedTransactions;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.postgresql.replication.fluent.logical.ChainedLogicalStreamBuilder;

/**
 * The messages that a slot sends. Live until closed.
 *
 * <p>The server sends a large transaction in blocks while it is in progress, between others. These
 * are kept until it commits, and then read as if it had come whole: whoever reads the messages
 * finds every transaction between its Begin and its Commit, in the order of the commits.
 *
 * <p>One thread owns it and calls everything but {@link #abort()}. It has to read on without long
 * pauses: reading is also what answers the server's keepalives.
 */
public final class ReplicationStream implements AutoCloseable {

  /** How long the server may go on sending after it has been asked to stop. */
  private static final Duration ORDERLY_CLOSE = Duration.ofSeconds(3);

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
  private static final int FIRST_WITH_ORIGINS = 16;

  private final Connection connection;
  private final PGReplicationStream stream;
  private final StreamedTransactions inProgress;
  private final PgOutputDecoder decoder = new PgOutputDecoder();
  private Optional<Replay> replay = Optional.empty();
  private Lsn received;
  private long lastLsn;
  private long lastStatus = System.nanoTime();

  private ReplicationStream(
      Connection connection,
      PGReplicationStream stream,
      StreamedTransactions inProgress,
      Lsn start) {
    this.connection = connection;
    this.stream = stream;
    this.inProgress = inProgress;
    this.received = start;
    this.lastLsn = start.value();
  }

  /**
   * Starts streaming. A walsender of a task that has just ended may still hold the slot, so this
   * waits a while for it to leave.
   *
   * @param start transactions whose commit record starts before it are left out; the server moves a
   *     start below the slot's {@code confirmedFlushLsn} up to that without a word
   * @throws SourceFailure if another process holds on to the slot
   */
  public static ReplicationStream open(Endpoint endpoint, SlotOptions slot, Lsn start)
      throws SQLException, InterruptedException {
    return new StreamOpening(endpoint, slot).open(start);
  }

  static ReplicationStream on(Connection connection, SlotOptions slot, Lsn start)
      throws SQLException {
    ChainedLogicalStreamBuilder stream =
        connection
            .unwrap(PGConnection.class)
            .getReplicationAPI()
            .replicationStream()
            .logical()
            .withAutomaticFlush(false)
            .withSlotName(slot.name())
            .withStartPosition(LogSequenceNumber.valueOf(start.value()))
            .withStatusInterval(
                Math.toIntExact(slot.statusInterval().toMillis()), TimeUnit.MILLISECONDS)
            .withSlotOption("proto_version", 2)
            .withSlotOption("streaming", true)
            .withSlotOption("publication_names", PublicationNames.option(slot.publication()))
            .withSlotOption("messages", true);
    if (knowsOrigins(connection)) {
      stream.withSlotOption("origin", slot.origins().word());
    }
    PGReplicationStream started = stream.start();
    // Only now nobody else has the slot, and with it files that are in use.
    return new ReplicationStream(
        connection, started, new StreamedTransactions(slot.spill()), start);
  }

  /** An older server says where each transaction came from, and leaves none out. */
  private static boolean knowsOrigins(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_ORIGINS;
  }

  /**
   * The next message, without waiting for one. Those of {@link Streaming} only say that something
   * has been kept: what they stand for comes when its transaction has committed.
   *
   * @return empty if none has arrived yet
   * @throws SQLException if the connection is lost or the server has ended the stream
   */
  public Optional<PgOutputMessage> next() throws SQLException {
    if (replay.isPresent()) {
      Optional<PgOutputMessage> replayed = replayed(replay.get());
      if (replayed.isPresent()) {
        return replayed;
      }
    }
    return arrived();
  }

  private Optional<PgOutputMessage> arrived() throws SQLException {
    ByteBuffer message = stream.readPending();
    long lsn = stream.getLastReceiveLSN().asLong();
    if (message != null) {
      lastLsn = lsn;
      PgOutputMessage decoded = decoder.decode(message);
      if (decoded instanceof Streaming streaming) {
        keep(streaming);
      }
      return Optional.of(decoded);
    }
    if (stream.isClosed()) {
      throw new SQLException("the server has ended the replication stream", "08006");
    }
    return Optional.empty();
  }

  private void keep(Streaming message) {
    if (message instanceof Streamed streamed) {
      inProgress.add(streamed, lastLsn());
    } else if (message instanceof StreamStart start) {
      inProgress.start(start);
    } else if (message instanceof StreamAbort abort) {
      inProgress.abort(abort);
    } else if (message instanceof StreamCommit commit) {
      replay = Optional.of(inProgress.commit(commit, decoder));
    }
  }

  /** Meanwhile nothing is read from the server, which has to hear of this side all the same. */
  private Optional<PgOutputMessage> replayed(Replay transaction) throws SQLException {
    while (!transaction.isDone()) {
      if (System.nanoTime() - lastStatus > SIGN_OF_LIFE.toNanos()) {
        sendStatus();
      }
      Optional<PgOutputMessage> message = transaction.next();
      if (message.isPresent()) {
        lastLsn = transaction.lsn().value();
        return message;
      }
    }
    replay = Optional.empty();
    return Optional.empty();
  }

  /**
   * Where in the log the last message that was read stands: for a change its own record, for a
   * Commit the end of the transaction; zero for a Relation or Type.
   */
  public Lsn lastLsn() {
    return new Lsn(lastLsn);
  }

  /**
   * How far the server says it has sent, keepalives included.
   *
   * <p>Only between transactions, after a Commit or at the start, and after {@link #next()} has
   * returned empty does this mean that every transaction committed before it has been read. Inside
   * a transaction it may lie beyond rows that are still to come.
   *
   * <p>That other transactions are being streamed in progress changes nothing of this. The server
   * decodes the log in order and sends a transaction, or its Stream Commit, when it comes to the
   * commit record. What it sends of one in progress stands at or before the record that it has come
   * to, and so does the position in a keepalive: all commits before that were sent earlier, on the
   * same connection. Once the Stream Commit has been read, {@link #next()} is not empty until the
   * whole transaction has been given out.
   */
  public Lsn received() {
    received = Lsn.later(received, new Lsn(stream.getLastReceiveLSN().asLong()));
    return received;
  }

  /**
   * Tells the server that everything up to here is durable, with the next status update. Nothing
   * else ever does. After it the server no longer sends transactions whose commit record starts
   * before {@code lsn}.
   */
  public void confirm(Lsn lsn) {
    LogSequenceNumber durable = LogSequenceNumber.valueOf(lsn.value());
    stream.setFlushedLSN(durable);
    stream.setAppliedLSN(durable);
  }

  /** Sends a status update now rather than at the end of the interval. */
  public void sendStatus() throws SQLException {
    stream.forceUpdateStatus();
    lastStatus = System.nanoTime();
  }

  /**
   * Ends the stream and the connection: what was confirmed is sent, the server is asked to stop,
   * and if it is still sending after a few seconds the connection is cut. The slot is free for
   * others within moments of the return.
   */
  @Override
  public void close() {
    replay.ifPresent(Replay::close);
    inProgress.close();
    OrderlyClose.within(ORDERLY_CLOSE, this::stop, this::abort);
  }

  /** Cuts the connection at once. Callable from any thread; a read that waits then fails. */
  public void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException alreadyGone) {
      // There is nothing to cut any more, which is what was wanted.
      return;
    }
  }

  private void stop() throws SQLException {
    if (!stream.isClosed()) {
      stream.forceUpdateStatus();
      stream.close();
    }
    connection.close();
  }
}
