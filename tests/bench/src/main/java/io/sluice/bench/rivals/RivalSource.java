package io.sluice.bench.rivals;

import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Size;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.Workload;
import java.sql.SQLException;

/**
 * The table that a rival copies, and the changes that it follows.
 *
 * @param server where it is
 * @param workload its changes
 * @param changes of one workload
 */
record RivalSource(Server server, Workload workload, long changes) implements AutoCloseable {

  static final Table TABLE = Table.ORDERS;
  static final String TABLE_NAME = "public.orders";

  private static final String FIFTH = "fifth";
  private static final int SHARE = 5;

  /** All of the bench's data. */
  static RivalSource full(Stand stand) throws SQLException {
    RivalSource source =
        new RivalSource(stand.source(TABLE), stand.workload(), stand.size().changes());
    source.server.execute(
        "CREATE TABLE "
            + DebeziumSource.SIGNALS
            + "(id text PRIMARY KEY, type text NOT NULL, data text)");
    return source;
  }

  /**
   * A database with a fifth of the rows and of the changes, for what would take too long with all
   * of them; the pace is the same from the first row to the last.
   */
  static RivalSource fifth(Stand stand) throws SQLException {
    Size size = fifth(stand.size());
    Server server = stand.source(TABLE);
    Server small = new Server(server.server(), server.server().createDatabase(FIFTH));
    TABLE.fill(small, size.rows());
    Workload workload = new Workload(small, size);
    workload.prepare();
    small.execute(
        "CREATE TABLE "
            + DebeziumSource.SIGNALS
            + "(id text PRIMARY KEY, type text NOT NULL, data text)");
    return new RivalSource(small, workload, size.changes());
  }

  private static Size fifth(Size size) {
    return new Size(
        Math.max(1_000, size.rows() / SHARE),
        Math.max(Size.CHANGES_PER_TRANSACTION, size.changes() / SHARE),
        size.yolos());
  }

  /** How many rows the table has now. */
  long rows() throws SQLException {
    return TABLE.rows(server);
  }

  /** Leaves nothing on the source. */
  @Override
  public void close() throws SQLException {
  }
}
