package io.sluice.source.replication;

import io.sluice.change.Lsn;
import io.sluice.postgres.Endpoint;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputDecoder;
import io.sluice.source.pgoutput.PgOutputMessage;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * The messages that a slot sends. Live until closed.
 *
 * <p>One thread owns it and calls everything but {@link #abort()}. It has to read on without long
 * pauses: reading is also what answers the server's keepalives.
 */
public final class ReplicationStream implements AutoCloseable {

  /** How long the server may go on sending after it has been asked to stop. */
  private static final Duration ORDERLY_CLOSE = Duration.ofSeconds(3);

  private final Connection connection;
  private final PGReplicationStream stream;
  private final PgOutputDecoder decoder = new PgOutputDecoder();
  private Lsn received;
  private long lastLsn;

  private ReplicationStream(Connection connection, PGReplicationStream stream, Lsn start) {
    this.connection = connection;
    this.stream = stream;
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
    PGReplicationStream stream =
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
            .withSlotOption("proto_version", 1)
            .withSlotOption("publication_names", PublicationNames.option(slot.publication()))
            .withSlotOption("messages", true)
            .start();
    return new ReplicationStream(connection, stream, start);
  }

  /**
   * The next message, without waiting for one.
   *
   * @return empty if none has arrived yet
   * @throws SQLException if the connection is lost or the server has ended the stream
   */
  public Optional<PgOutputMessage> next() throws SQLException {
    ByteBuffer message = stream.readPending();
    long lsn = stream.getLastReceiveLSN().asLong();
    if (message != null) {
      lastLsn = lsn;
      return Optional.of(decoder.decode(message));
    }
    if (stream.isClosed()) {
      throw new SQLException("the server has ended the replication stream", "08006");
    }
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
  }

  /**
   * Ends the stream and the connection: what was confirmed is sent, the server is asked to stop,
   * and if it is still sending after a few seconds the connection is cut. The slot is free for
   * others within moments of the return.
   */
  @Override
  public void close() {
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
