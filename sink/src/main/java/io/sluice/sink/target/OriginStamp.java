package io.sluice.sink.target;

import io.sluice.change.Stamp;
import io.sluice.postgres.Sql;
import io.sluice.sink.apply.ApplyPlan;
import io.sluice.sink.apply.ApplyStep;
import io.sluice.sink.apply.Arrival;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gives a transaction the place and time of the source's commit: the target keeps them as its
 * commit time and in {@code pg_replication_origin_status}.
 *
 * <p>The server keeps what it was told for all further transactions of the session, so that each
 * one with a change has to be told its own.
 */
record OriginStamp(Connection connection) {

  private static final String NOT_WAITED_FOR = ", set_config('synchronous_commit', 'off', true)";

  /**
   * Stamps the running transaction with the newest of its changes, if it has any. Where more of the
   * batch follows in transactions of their own, its commit is not waited for: it is durable with
   * the last one's.
   */
  void put(ApplyPlan plan) throws SQLException {
    Optional<Stamp> newest =
        plan.steps().stream()
            .map(ApplyStep::changes)
            .flatMap(List::stream)
            .map(OriginStamp::of)
            .max(Comparator.comparing(Stamp::position));
    if (newest.isPresent()) {
      put(newest.get(), plan.aligned() ? "" : NOT_WAITED_FOR);
    }
  }

  private static Stamp of(Arrival.Change change) {
    return change.change().stamp();
  }

  private void put(Stamp stamp, String more) throws SQLException {
    Instant time = Instant.EPOCH.plus(stamp.commitMicros(), ChronoUnit.MICROS);
    new Statements(connection)
        .holds(
            "SELECT pg_catalog.pg_replication_origin_xact_setup("
                + Sql.literal(stamp.position().commitLsn().toString())
                + ", "
                + Sql.literal(time.toString())
                + ") IS NULL"
                + more);
  }
}
