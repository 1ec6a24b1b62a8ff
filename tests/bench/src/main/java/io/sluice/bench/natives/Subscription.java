package io.sluice.bench.natives;

import io.sluice.bench.measure.Gauge;
import io.sluice.bench.stand.Server;
import io.sluice.bench.stand.Table;
import io.sluice.bench.stand.TargetDatabase;
import io.sluice.bench.stand.Workload;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One table of the source, published and subscribed to. Closed before its target.
 *
 * @param source which publishes
 * @param copy which subscribes
 * @param table what
 * @param options of the subscription, such as {@code binary = true}
 */
record Subscription(Server source, TargetDatabase copy, Table table, String options)
    implements AutoCloseable {

  private static final String NAME = "bench_native";
  private static final String IS_COPIED =
      "EXISTS (SELECT FROM pg_subscription_rel WHERE srsubstate IN ('f', 's', 'r'))";

  /** Begins the initial copy. */
  void create() throws SQLException {
    source.execute("CREATE PUBLICATION " + NAME + " FOR TABLE " + table.sql());
    copy.database()
        .execute(
            "CREATE SUBSCRIPTION "
                + NAME
                + " CONNECTION "
                + Sql.literal(connection(source.endpoint()))
                + " PUBLICATION "
                + NAME
                + " WITH ("
                + options
                + ")");
  }

  /** Returns when nothing is applied any more. */
  void disable() throws SQLException {
    copy.database().execute("ALTER SUBSCRIPTION " + NAME + " DISABLE");
    while (source.is("SELECT active FROM pg_replication_slots WHERE slot_name = '" + NAME + "'")) {
      Thread.onSpinWait();
    }
  }

  void enable() throws SQLException {
    copy.database().execute("ALTER SUBSCRIPTION " + NAME + " ENABLE");
  }

  /** Whether the initial copy is done, and the table follows. */
  boolean isReady() throws SQLException {
    return copy.database().is("SELECT bool_and(srsubstate = 'r') FROM pg_subscription_rel");
  }

  /** Rows of the initial copy that have arrived. */
  Gauge copied(Connection session, long rows) {
    String query =
        """
        SELECT CASE WHEN %s THEN %d ELSE
          (SELECT coalesce(max(least(tuples_processed, %d)), 0) FROM pg_stat_progress_copy
            WHERE datname = current_database()) END
        """
            .formatted(IS_COPIED, rows, rows - 1);
    return () -> Server.number(session, query);
  }

  /** Changes of {@code orders} that have arrived since the workload had made so many. */
  static Gauge changed(Connection session, Workload workload, long before) {
    String query = "SELECT max(id) FROM " + Table.ORDERS.sql();
    return () -> Math.max(0, workload.changesUpTo(Server.number(session, query)) - before);
  }

  /** Whether the last change of a workload has arrived. */
  boolean hasCaughtUp(Workload workload) throws SQLException {
    return copy.database()
        .is(
            """
            SELECT max(id) = %d AND NOT EXISTS (SELECT FROM %2$s WHERE id = %3$d) FROM %2$s
            """
                .formatted(workload.lastInserted(), table.sql(), workload.lastDeleted()));
  }

  private static String connection(Endpoint source) {
    return String.format(
        "host=%s port=%d dbname=%s user=%s password=%s",
        source.host(), source.port(), source.database(), source.user(), source.password().value());
  }

  /** Its slot stays at the source. */
  @Override
  public void close() throws SQLException {
    String exists = "SELECT count(*) > 0 FROM pg_subscription WHERE subname = '" + NAME + "'";
    if (!copy.database().is(exists)) {
      return;
    }
    copy.database()
        .execute(
            "ALTER SUBSCRIPTION " + NAME + " DISABLE",
            "ALTER SUBSCRIPTION " + NAME + " SET (slot_name = NONE)",
            "DROP SUBSCRIPTION " + NAME);
  }
}
