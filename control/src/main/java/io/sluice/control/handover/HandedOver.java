package io.sluice.control.handover;

import io.sluice.control.migration.Migration;
import io.sluice.control.report.Problem;
import io.sluice.postgres.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a migration's slot belongs to a subscription of the target by now. */
public final class HandedOver {

  private static final String SUBSCRIPTION =
      """
      SELECT subname FROM pg_subscription
       WHERE subslotname = ?
         AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;

  private HandedOver() {}

  /** The subscription's name; empty while there is none. */
  public static Optional<String> to(Connection target, String slot) throws SQLException {
    return Query.of(target, SUBSCRIPTION, slot).first(row -> row.getString(1));
  }

  /** What a handover that was interrupted may have left in the source connector's configuration. */
  public static final String END = SourceStop.END;

  /**
   * Keeps the source connector from going on over a subscription.
   *
   * @throws Problem if there is one
   */
  public static void refuse(Migration migration) throws SQLException {
    try (Connection target = migration.target().open("resume")) {
      Optional<String> subscription = to(target, migration.source().slot());
      if (subscription.isPresent()) {
        throw new Problem(
            "slot %s has been handed over to subscription %s of the target: %s cannot go on with it"
                .formatted(
                    migration.source().slot(), subscription.get(), migration.sourceConnector()));
      }
    }
  }
}
