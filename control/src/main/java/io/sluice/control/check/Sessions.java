package io.sluice.control.check;

import io.sluice.postgres.ConnectionProblem;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The sessions of a check. They wait for no lock of anybody's, and no statement of theirs takes
 * long. Used by the thread that asks, and closed by another when time is over.
 */
final class Sessions implements AutoCloseable {

  private static final String BOUNDS = "SET lock_timeout = '1s'; SET statement_timeout = '%d ms'";

  private final Duration statement;
  private final ConcurrentLinkedQueue<Connection> open = new ConcurrentLinkedQueue<>();

  /**
   * @param statement how long one may take
   */
  Sessions(Duration statement) {
    this.statement = statement;
  }

  /** A session, or a finding that says why there is none. */
  Optional<Connection> open(Side side, Endpoint endpoint, Ledger ledger) {
    try {
      Connection session = endpoint.connect("sluice-check");
      open.add(session);
      try (Statement bounds = session.createStatement()) {
        bounds.execute(BOUNDS.formatted(statement.toMillis()));
      }
      ledger.found(side, Part.LOGIN, List.of());
      return Optional.of(session);
    } catch (SQLException refused) {
      Finding why = ConnectionProblem.of(endpoint, refused);
      ledger.found(side, Part.LOGIN, List.of(why));
      ledger.skipRest(side, "the " + side + " cannot be connected to");
      return Optional.empty();
    }
  }

  /** Cuts what is still being asked. */
  @Override
  public void close() {
    for (Connection session : open) {
      try {
        session.abort(Runnable::run);
      } catch (SQLException gone) {
        open.remove(session);
      }
    }
  }
}
