package io.sluice.control.handover;

import io.sluice.change.Lsn;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import io.sluice.postgres.Sql;
import io.sluice.source.replication.CanaryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;

/**
 * The target's side of a subscription.
 *
 * @param session on the target, in autocommit
 */
record Subscriber(Connection session) {

  private static final String FIND =
      """
      SELECT s.oid::bigint, s.subenabled, coalesce(s.subslotname, ''),
             coalesce((SELECT apply_error_count FROM pg_stat_subscription_stats t
                        WHERE t.subid = s.oid), 0),
             EXISTS (SELECT FROM pg_stat_subscription w WHERE w.subid = s.oid AND w.pid IS NOT NULL)
        FROM pg_subscription s
       WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND s.subname = ?
      """;

  private static final String TABLES =
      """
      SELECT count(*) FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
       WHERE s.subname = ?
         AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;

  private static final String ADVANCE =
      "SELECT pg_replication_origin_advance('pg_' || ?, CAST(? AS pg_lsn))";

  /**
   * A subscription that is there.
   *
   * @param oid which its origin is named after
   * @param slot that it streams from; blank for none
   * @param errors how often it has failed to apply
   * @param works whether its worker runs
   */
  record Found(long oid, boolean enabled, String slot, long errors, boolean works) {}

  Optional<Found> find(String name) throws SQLException {
    return Query.of(session, FIND, name)
        .first(
            row ->
                new Found(
                    row.getLong(1),
                    row.getBoolean(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getBoolean(5)));
  }

  /** What {@code FOR ALL TABLES} publishes with the rest; nobody writes to it any more. */
  private void makeCanary() throws SQLException {
    CanaryTable.TABLE.create(session);
  }

  /**
   * Lets the server make the subscription without a slot, and takes it back: it connects to the
   * source and looks for every table.
   *
   * @return how many tables it found
   * @throws Problem with the server's words, if it objects
   */
  long tryOut(SubscriptionPlan plan) throws SQLException {
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      makeCanary();
      statement.execute(plan.trial());
      refuseWarnings(statement.getWarnings());
      return tables(plan.name());
    } catch (SQLException refused) {
      throw new Problem("the target cannot subscribe: " + words(refused), refused);
    } finally {
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  /** That a publication is missing on the other side is no more than a warning to the server. */
  private static void refuseWarnings(SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      if (warning.getMessage().contains("publication")) {
        throw new Problem("the target reaches another server: " + warning.getMessage());
      }
    }
  }

  private long tables(String name) throws SQLException {
    return Query.of(session, TABLES, name).number();
  }

  /** Makes it, disabled. */
  Found create(SubscriptionPlan plan) throws SQLException {
    try (Statement statement = session.createStatement()) {
      makeCanary();
      statement.execute(plan.creation());
    } catch (SQLException refused) {
      throw new Problem("the target cannot subscribe: " + words(refused), refused);
    }
    return find(plan.name()).orElseThrow();
  }

  /**
   * Says where the target is, for the worker's first request: it holds even if the source crashes
   * and forgets how far its slot was moved.
   */
  void startAt(Found subscription, Lsn end) throws SQLException {
    try (PreparedStatement advance = session.prepareStatement(ADVANCE)) {
      advance.setString(1, Long.toString(subscription.oid()));
      advance.setString(2, end.toString());
      advance.execute();
    }
  }

  void enable(String name) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("ALTER SUBSCRIPTION " + Sql.identifier(name) + " ENABLE");
    }
  }

  private static String words(SQLException refused) {
    return refused.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
  }
}
