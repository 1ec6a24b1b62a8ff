package io.sluice.source.snapshot;

import io.sluice.change.Lsn;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.change.TableSchema;
import io.sluice.postgres.Endpoint;
import io.sluice.source.replication.SlotOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A table that is read whole, under the snapshot of one point of the log, by a thread of its own
 * that is never more than a few pieces ahead.
 *
 * <p>For tables that cannot be cut because they have no key. The transaction lasts as long as the
 * reading, and holds back vacuum meanwhile. All methods are for one thread.
 */
public final class WholeTableCopy implements AutoCloseable {

  /** Reads one table whole. */
  public interface Start {
    WholeTableCopy of(TableId table);
  }

  /**
   * Some rows of the table.
   *
   * @param readMicros about when they were read, in microseconds since 1970-01-01T00:00:00Z
   * @param last whether no rows follow
   */
  public record Piece(TableSchema schema, List<RowImage> rows, long readMicros, boolean last) {

    public Piece {
      rows = List.copyOf(rows);
    }
  }

  private static final int AHEAD = 2;

  private final ReadSessions sessions;
  private final SlotOptions slot;
  private final TableId table;
  private final int rows;
  private final long bytes;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private volatile Optional<Lsn> point = Optional.empty();
  private volatile Optional<Exception> failure = Optional.empty();

  private WholeTableCopy(Endpoint endpoint, SlotOptions slot, TableId table, int rows, long bytes) {
    this.sessions = new ReadSessions(endpoint);
    this.slot = slot;
    this.table = table;
    this.rows = rows;
    this.bytes = bytes;
    this.thread = new Thread(this::run, "sluice-table-reader");
    this.thread.setDaemon(true);
  }

  /**
   * Begins to read.
   *
   * @param slot names the publication, and what the temporary slot's name starts with
   * @param rows how many a piece has at most
   * @param bytes of values after which a piece ends
   */
  public static WholeTableCopy start(
      Endpoint endpoint, SlotOptions slot, TableId table, int rows, long bytes) {
    WholeTableCopy copy = new WholeTableCopy(endpoint, slot, table, rows, bytes);
    copy.thread.start();
    return copy;
  }

  private void run() {
    try (ReadSessions closing = sessions) {
      WholeTableRead read = WholeTableRead.begin(closing, slot, table);
      point = Optional.of(read.point());
      while (!read.hasEnded()) {
        pieces.put(read.next(rows, bytes));
      }
    } catch (SQLException | InterruptedException | RuntimeException failed) {
      failure = Optional.of(failed);
    }
  }

  public TableId table() {
    return table;
  }

  /**
   * Transactions whose commit record starts here or later are not in the rows, all others are.
   *
   * @return empty while it is not known, because transactions that are writing have yet to end
   * @throws CompletionException what the reading failed with
   */
  public Optional<Lsn> point() {
    refuseFailure();
    return point;
  }

  /**
   * The next rows, if they come in time.
   *
   * @throws CompletionException what the reading failed with
   */
  public Optional<Piece> next(Duration patience) throws InterruptedException {
    Piece piece = pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (piece == null) {
      refuseFailure();
    }
    return Optional.ofNullable(piece);
  }

  private void refuseFailure() {
    failure.ifPresent(
        failed -> {
          throw new CompletionException(failed);
        });
  }

  /** Breaks off what is being read. */
  @Override
  public void close() {
    thread.interrupt();
    sessions.close();
  }
}
