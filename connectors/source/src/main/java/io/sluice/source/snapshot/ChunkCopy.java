package io.sluice.source.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Runs a COPY until its reader has enough. */
final class ChunkCopy {

  private static final String CANCELED = "57014";

  private final Connection connection;

  ChunkCopy(Connection connection) {
    this.connection = connection;
  }

  /**
   * Reads the rows, all of them or as many as are wanted. If fewer, the transaction has failed on
   * the server, and the connection is as good as before.
   */
  void read(String sql, ChunkRows rows) throws SQLException {
    PGConnection session = connection.unwrap(PGConnection.class);
    CopyOut copy = session.getCopyAPI().copyOut(sql);
    for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
      if (!rows.add(line)) {
        session.cancelQuery();
        drain(copy);
        return;
      }
    }
  }

  /**
   * What was on its way when the server heard of the cancellation still comes. A cancellation that
   * came too late is void: a server that waits for a statement takes no notice of it.
   */
  private static void drain(CopyOut copy) throws SQLException {
    try {
      while (copy.readFromCopy() != null) {
        continue;
      }
    } catch (SQLException canceled) {
      if (!CANCELED.equals(canceled.getSQLState())) {
        throw canceled;
      }
    }
  }
}
