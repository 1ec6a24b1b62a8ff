package io.sluice.bench.rivals;

import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Size;
import io.sluice.bench.stand.Stand;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import io.sluice.bench.stand.Workload;
import io.sluice.control.box.PostgresServer;
import java.sql.SQLException;

/**
 * The table that a rival copies, and the changes that it follows.
 *
 * @param server where it is
 * @param workload its changes
 * @param changes of one workload
 * @param cleaning what closing does to the stand
 */
record RivalSource(Server server, Workload workload, long changes, Cleaning cleaning)
    implements AutoCloseable {

  static final Table TABLE = Table.ORDERS;
  static final String TABLE_NAME = "public.orders";

  private static final String FIFTH = "fifth";
  private static final int SHARE = 5;

  private static final String CREATE_SIGNALS =
      "CREATE TABLE "
          + DebeziumSource.SIGNALS
          + "(id text PRIMARY KEY, type text NOT NULL, data text NOT NULL)";

  /** Does nothing: a record for whoever has to know what they look like. */
  private static final String FIRST_SIGNAL =
      "INSERT INTO "
          + DebeziumSource.SIGNALS
          + " VALUES ('first', 'log', '{\"message\": \"first\"}')";

  /** All of the bench's data. */
  static RivalSource full(Stand stand) throws SQLException {
    Server server = stand.source(TABLE);
    server.execute(CREATE_SIGNALS, FIRST_SIGNAL);
    return new RivalSource(
        server,
        stand.workload(),
        stand.size().changes(),
        () -> server.execute("DROP TABLE " + DebeziumSource.SIGNALS));
  }

  /**
   * A database with a fifth of the rows and of the changes, for what would take too long with all
   * of them; the pace is the same from the first row to the last.
   */
  static RivalSource fifth(Stand stand) throws SQLException {
    Size size = fifth(stand.size());
    PostgresServer server = stand.server().server();
    Server small = new Server(server, server.createDatabase(FIFTH));
    TABLE.fill(small, size.rows());
    Workload workload = new Workload(small, size);
    workload.prepare();
    small.execute(CREATE_SIGNALS, FIRST_SIGNAL);
    return new RivalSource(
        small,
        workload,
        size.changes(),
        () -> stand.server().execute("DROP DATABASE " + FIFTH + " WITH (FORCE)"));
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

  /** Whether a copy holds the same rows, by count and hash. */
  boolean isEqualTo(TargetDatabase copy) throws SQLException {
    return TABLE.digest(server).equals(TABLE.digest(copy.database()));
  }

  /** Tells a connector something; it reads it in its stream. */
  void signal(String id, String type, String data) throws SQLException {
    server.execute(
        "INSERT INTO %s VALUES ('%s', '%s', '%s')"
            .formatted(DebeziumSource.SIGNALS, id, type, data));
  }

  /** Whether a slot can be streamed from: what is committed from now on will come. */
  boolean isReady(String slot) throws SQLException {
    return server.is(slot("confirmed_flush_lsn IS NOT NULL", slot));
  }

  /** Whether nobody streams from a slot. */
  boolean isIdle(String slot) throws SQLException {
    return server.number(slot("count(*) FILTER (WHERE active)", slot)) == 0;
  }

  /** Removes a slot, if it is there. */
  void drop(String slot) throws SQLException {
    server.execute(slot("pg_drop_replication_slot(slot_name)", slot));
  }

  private static String slot(String expression, String slot) {
    return "SELECT %s FROM pg_replication_slots WHERE slot_name = '%s'".formatted(expression, slot);
  }

  /** Leaves nothing on the source. */
  @Override
  public void close() throws SQLException {
    server.execute(
        """
        SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots
         WHERE active_pid IS NOT NULL
        """,
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
    cleaning.run();
  }

  /** Removes what a source has added to the stand. */
  private interface Cleaning {
    void run() throws SQLException;
  }
}
