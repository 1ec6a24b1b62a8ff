package io.sluice.source.replication;

import io.sluice.postgres.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether the server knows failover slots, if one is wanted. */
record FailoverPrerequisites(Connection session, SlotOptions slot) {

  private static final int FIRST_VERSION = 17;

  List<Finding> check() throws SQLException {
    int version = session.getMetaData().getDatabaseMajorVersion();
    if (!slot.failover() || version >= FIRST_VERSION) {
      return List.of();
    }
    return List.of(
        new Finding(
            "failover-version",
            "slot.failover",
            "The server is PostgreSQL %d, which keeps no copies of logical slots on standbys."
                .formatted(version),
            "Set slot.failover to false, or upgrade to version %d.".formatted(FIRST_VERSION)));
  }
}
