package io.sluice.sink.target;

import io.sluice.change.RowImage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A running COPY into the server. Closed without an end, it is cancelled and copies nothing. */
final class CopyRows implements AutoCloseable {

  private static final int FULL = 64 * 1024;

  private final CopyIn copy;
  private final CopyText text;

  /**
   * Starts a COPY.
   *
   * @param text a buffer that is empty and used by nobody else meanwhile
   */
  CopyRows(Connection connection, String sql, CopyText text) throws SQLException {
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    this.text = text;
    text.clear();
  }

  /** Adds a number to the row that is next. */
  void number(long number) {
    text.number(number);
  }

  /** Adds a row, or what is left of it after its numbers. */
  void row(List<BoundColumn> columns, RowImage row) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      text.value(columns.get(i).of(row));
    }
    text.endRow();
    flushWhen(FULL);
  }

  /** Ends the COPY and waits for the server's word on it. */
  void end() throws SQLException {
    flushWhen(1);
    copy.endCopy();
  }

  private void flushWhen(int bytes) throws SQLException {
    if (text.length() >= bytes) {
      copy.writeToCopy(text.buffer(), 0, text.length());
      text.clear();
    }
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
