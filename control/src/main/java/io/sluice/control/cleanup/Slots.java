package io.sluice.control.cleanup;

import io.sluice.control.handover.HandedOver;
import io.sluice.control.report.Patience;
import io.sluice.control.report.Problem;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The slot that a way reads.
 *
 * @param patience until whoever has just been removed has left it
 */
record Slots(Patience patience) implements Kind {

  @Override
  public String word() {
    return "slot";
  }

  @Override
  public String meaning() {
    return "its server no longer keeps log for it, and what was not read from it is lost";
  }

  @Override
  public List<Thing> find(Way way) throws SQLException {
    try (Connection session = way.source().open("cleanup")) {
      return ReplicationSlot.find(session, way.slot())
          .map(
              slot ->
                  new Thing(
                      word(),
                      slot.name(),
                      way.source().toString(),
                      "SELECT pg_drop_replication_slot(" + Sql.literal(slot.name()) + ");"))
          .stream()
          .toList();
    }
  }

  @Override
  public void remove(Way way, Thing thing) throws SQLException {
    requireOwn(way);
    try (Connection session = way.source().open("cleanup")) {
      patience.until(
          () -> holder(session, way).isEmpty(),
          () ->
              "slot %s is in use by %s: remove the connectors first, with --connectors"
                  .formatted(
                      way.slot(),
                      holder(session, way).map(ReplicationSlot.Holder::toString).orElse("nobody")));
      try (PreparedStatement drop =
          session.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
        drop.setString(1, way.slot());
        drop.execute();
      }
    }
  }

  /** Fails if the slot has been handed over. */
  static void requireOwn(Way way) throws SQLException {
    try (Connection target = way.target().open("cleanup")) {
      Optional<String> subscription = HandedOver.to(target, way.slot());
      if (subscription.isPresent()) {
        throw new Problem(
            "slot %s and publication %s belong to subscription %s of %s now: DROP SUBSCRIPTION %s; on the target takes the slot along"
                .formatted(
                    way.slot(),
                    way.publication(),
                    subscription.get(),
                    way.target(),
                    Sql.identifier(subscription.get())));
      }
    }
  }

  private static Optional<ReplicationSlot.Holder> holder(Connection session, Way way) {
    try {
      return ReplicationSlot.find(session, way.slot()).flatMap(ReplicationSlot::holder);
    } catch (SQLException e) {
      throw new Problem(way.source() + " does not tell of its slots: " + e.getMessage(), e);
    }
  }
}
