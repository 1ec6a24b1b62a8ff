package io.sluice.control.handover;

import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.postgres.ReplicationSlot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at everything before anything is changed, and plans the subscription.
 *
 * @param flow that ends
 * @param sides both servers
 * @param options what the operator says
 */
record Preparation(Flow flow, Sides sides, HandoverOptions options) {

  /**
   * Checks, and lets the target make the subscription and take it back.
   *
   * @param isThere whether the subscription has been made already
   * @throws Problem with every reason against it, one in each line
   */
  SubscriptionPlan plan(boolean isThere) throws SQLException {
    Connection target = sides.subscriber().session();
    TargetServer server = TargetServer.of(target);
    refuse(server);
    server.hush(target);
    SubscriptionPlan plan = plan(server);
    if (!isThere) {
      requireAllTables(sides.subscriber().tryOut(plan));
    }
    return plan;
  }

  private void refuse(TargetServer server) throws SQLException {
    Migration migration = flow.migration();
    List<String> refusals =
        new ArrayList<>(
            new Readiness(migration, sides.publisher().session(), sides.subscriber().session())
                .refusals(flow.sink(), flow.rest().offsets(migration.sourceConnector())));
    List<String> rights = server.missingRights(migration.target().endpoint().database());
    if (!rights.isEmpty()) {
      refusals.add(
          "target.user lacks rights; a superuser of the target runs: " + String.join(" ", rights));
    }
    if (!refusals.isEmpty()) {
      throw new Problem(String.join(System.lineSeparator(), refusals));
    }
  }

  private SubscriptionPlan plan(TargetServer server) throws SQLException {
    Migration migration = flow.migration();
    ReplicationSlot slot =
        sides.publisher().find(migration.source().database().endpoint().database());
    return new SubscriptionPlan(
        options.subscription(),
        options.conninfo(migration.source().database().endpoint()),
        migration.source().publication(),
        migration.source().slot(),
        server.major(),
        slot.failover().enabled(),
        origin(),
        !server.superuser());
  }

  /** What the connector captured of others is not to end with it. */
  private String origin() throws SQLException {
    boolean capturedOthers = !"none".equals(flow.source().get("origin"));
    return capturedOthers && sides.publisher().receives() ? "any" : "none";
  }

  private void requireAllTables(long found) throws SQLException {
    long published = sides.publisher().tables();
    if (found != published) {
      throw new Problem(
          "the target finds %d tables in publication %s, and the source has %d in it: does --source-conninfo name the source?"
              .formatted(found, sides.publisher().publication(), published));
    }
  }
}
