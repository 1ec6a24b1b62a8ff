package io.sluice.source.snapshot;

import io.sluice.change.Lsn;
import io.sluice.change.RowImage;
import io.sluice.change.TableId;
import io.sluice.postgres.Sql;
import io.sluice.source.replication.ConsistentSnapshot;
import io.sluice.source.replication.SlotOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * A table being read from its first row to its last in one transaction, under the snapshot of one
 * point of the log. Used by one thread.
 *
 * <p>The lock comes after the snapshot: a slot waits for running transactions, which may wait for
 * the lock. So the table's state is compared from before the one with after the other, and the
 * attempt is repeated where it is not the same.
 */
final class WholeTableRead {

  private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

  private final TableSource source;
  private final Lsn point;
  private final long readMicros;
  private final CopyOut copy;
  private boolean ended;

  private WholeTableRead(TableSource source, Lsn point, long readMicros, CopyOut copy) {
    this.source = source;
    this.point = point;
    this.readMicros = readMicros;
    this.copy = copy;
  }

  /** Begins to read; waits until every transaction that is writing now has ended. */
  static WholeTableRead begin(ReadSessions sessions, SlotOptions slot, TableId table)
      throws SQLException {
    Connection catalog = sessions.connect();
    Connection reader = sessions.connect();
    Optional<WholeTableRead> read = Optional.empty();
    while (read.isEmpty()) {
      read = attempt(sessions, catalog, reader, slot, table);
    }
    catalog.close();
    return read.get();
  }

  private static Optional<WholeTableRead> attempt(
      ReadSessions sessions, Connection catalog, Connection reader, SlotOptions slot, TableId table)
      throws SQLException {
    TableState before = TableState.of(catalog, slot.publication(), table);
    long micros = System.currentTimeMillis() * 1000;
    Lsn point;
    try (ConsistentSnapshot snapshot =
        ConsistentSnapshot.take(sessions.connectForReplication(), slot.name())) {
      point = snapshot.point();
      execute(reader, BEGIN);
      execute(reader, "SET TRANSACTION SNAPSHOT " + Sql.literal(snapshot.name()));
    }
    execute(reader, ChunkSql.lock(table));
    if (TableState.of(catalog, slot.publication(), table).equals(before)) {
      CopyOut copy = copy(reader, before.source());
      return Optional.of(new WholeTableRead(before.source(), point, micros, copy));
    }
    execute(reader, "ROLLBACK");
    return Optional.empty();
  }

  private static CopyOut copy(Connection reader, TableSource source) throws SQLException {
    return reader.unwrap(PGConnection.class).getCopyAPI().copyOut(new ChunkSql(source).copy());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Transactions whose commit record starts here or later are not in the rows. */
  Lsn point() {
    return point;
  }

  /** Whether all rows have been handed out. */
  boolean hasEnded() {
    return ended;
  }

  /**
   * The next rows, in no order.
   *
   * @param rows how many at most
   * @param bytes of values after which it is enough
   */
  WholeTableCopy.Piece next(int rows, long bytes) throws SQLException {
    List<RowImage> piece = new ArrayList<>();
    long read = 0;
    while (!ended && piece.size() < rows && read < bytes) {
      byte[] line = copy.readFromCopy();
      if (line == null) {
        ended = true;
      } else {
        RowImage row = CopyRow.decode(line, source.schema().columns().size());
        piece.add(row);
        read += row.bytes();
      }
    }
    return new WholeTableCopy.Piece(source.schema(), piece, readMicros, ended);
  }
}
