package io.sluice.control.cutover;

import io.sluice.control.connect.ConnectRest;
import io.sluice.control.migration.Migration;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets a capture bring only what its own database's sessions write, so that what the sink writes
 * there does not come back.
 *
 * @param way whose capture
 * @param rest where it runs
 */
record OwnChanges(Migration way, ConnectRest rest) {

  private static final String ORIGIN = "origin";
  private static final String NONE = "none";
  private static final String READER =
      "SELECT coalesce(active_pid, 0) FROM pg_replication_slots WHERE slot_name = ?";
  private static final String SUBSCRIPTIONS =
      """
      SELECT string_agg(subname, ', ' ORDER BY subname) FROM pg_subscription
       WHERE subenabled AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;

  boolean isSet() {
    return NONE.equals(config().get(ORIGIN));
  }

  /** The subscriptions that write to the database as well; blank if there are none. */
  String subscriptions() throws SQLException {
    try (Connection session = way.source().database().open("cutover")) {
      return Query.of(session, SUBSCRIPTIONS).text();
    }
  }

  /** Sets it, where it is not, and waits until a new stream runs that has it. */
  void set(Patience patience) throws SQLException {
    if (isSet()) {
      return;
    }
    try (Connection session = way.source().database().open("cutover")) {
      int before = reader(session);
      Map<String, String> config = new TreeMap<>(config());
      config.put(ORIGIN, NONE);
      rest.put(way.sourceConnector(), config);
      patience.until(
          () -> isAnother(session, before),
          () -> "connector " + way.sourceConnector() + " does not start again with origin=none");
      rest.awaitRunning(way.sourceConnector(), patience);
    }
  }

  private boolean isAnother(Connection session, int before) {
    try {
      int now = reader(session);
      return now != 0 && now != before;
    } catch (SQLException e) {
      throw new Problem("the slot cannot be looked at: " + e.getMessage(), e);
    }
  }

  private int reader(Connection session) throws SQLException {
    return Query.of(session, READER, way.source().slot()).first(row -> row.getInt(1)).orElse(0);
  }

  private Map<String, String> config() {
    return rest.config(way.sourceConnector())
        .orElseThrow(
            () ->
                new Problem(
                    "there is no connector " + way.sourceConnector() + ": run sluice start first"));
  }
}
