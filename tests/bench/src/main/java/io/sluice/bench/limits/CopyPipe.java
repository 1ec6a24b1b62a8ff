package io.sluice.bench.limits;

import io.sluice.bench.stand.Server;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * Binary COPY from one server into another, in one session on each side.
 *
 * @param source where {@code query} runs
 * @param query which rows
 * @param target where they go
 * @param table into which table, as SQL has it
 * @param bytes counts what has passed
 */
record CopyPipe(Server source, String query, Server target, String table, AtomicLong bytes)
    implements Callable<Void> {

  private static final int BUFFER = 256 * 1024;

  @Override
  public Void call() throws SQLException {
    try (Connection from = source.connect();
        Connection to = target.connect()) {
      CopyOut out = copying(from).copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)");
      CopyIn in = copying(to).copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
      pump(out, in);
      in.endCopy();
    }
    return null;
  }

  private void pump(CopyOut out, CopyIn in) throws SQLException {
    byte[] buffer = new byte[BUFFER];
    int filled = 0;
    for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
      if (filled + row.length > BUFFER) {
        flush(in, buffer, filled);
        filled = 0;
      }
      System.arraycopy(row, 0, buffer, filled, row.length);
      filled += row.length;
    }
    flush(in, buffer, filled);
  }

  private void flush(CopyIn in, byte[] buffer, int length) throws SQLException {
    in.writeToCopy(buffer, 0, length);
    bytes.addAndGet(length);
  }

  private static CopyManager copying(Connection session) throws SQLException {
    return session.unwrap(PGConnection.class).getCopyAPI();
  }
}
