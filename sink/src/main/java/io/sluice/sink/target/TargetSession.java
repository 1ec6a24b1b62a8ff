package io.sluice.sink.target;

import io.sluice.sink.apply.PartitionId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * One connection to the target, set up for applying. It knows the tables it has met; after a
 * failure it is closed, and a new one knows nothing.
 */
final class TargetSession implements AutoCloseable {

  /**
   * A transaction whose client froze, or is gone without the server's knowing, would keep its
   * successor from the progress for as long as that lasts.
   */
  private static final String END_FORGOTTEN = "SET idle_in_transaction_session_timeout = '60s'";

  private final Connection connection;
  private final ProgressTable progress;
  private final StepApply steps;
  private Optional<TargetTransaction> begun = Optional.empty();

  private TargetSession(Connection connection, TargetOptions options) {
    this.connection = connection;
    this.progress = new ProgressTable(connection, options.connector(), options.aligned());
    this.steps = new StepApply(connection);
  }

  /** Connects; creates the progress table and the replication origin where they are missing. */
  static TargetSession open(TargetOptions options) throws SQLException {
    Connection connection =
        options.endpoint().connect("sluice sink " + options.connector() + " " + options.task());
    try {
      TargetSession session = new TargetSession(connection, options);
      session.setUp(options);
      return session;
    } catch (SQLException | RuntimeException failed) {
      close(connection, failed);
      throw failed;
    }
  }

  /**
   * Triggers and foreign keys stay quiet. Plans are made anew for each statement: one made while a
   * table was empty would be ruinous later.
   */
  private void setUp(TargetOptions options) throws SQLException {
    connection.unwrap(PGConnection.class).setPrepareThreshold(0);
    Statements statements = new Statements(connection);
    statements.run("SET session_replication_role = replica");
    statements.run(END_FORGOTTEN);
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute(TableCreation.LOCK);
    }
    progress.create();
    connection.commit();
    connection.setAutoCommit(true);
    new ReplicationOrigin(connection, options.connector(), options.task()).attach();
    connection.setAutoCommit(false);
  }

  ProgressTable progress() {
    return progress;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** The transaction that has begun, or a new one on behalf of the owner of these partitions. */
  TargetTransaction transaction(Map<PartitionId, Claim> claims) {
    TargetTransaction transaction =
        begun.orElseGet(
            () -> {
              steps.begin();
              return new TargetTransaction(connection, steps, progress, claims);
            });
    begun = Optional.of(transaction);
    return transaction;
  }

  /** Makes a transaction durable. */
  void commit(TargetTransaction transaction) throws SQLException {
    begun = Optional.empty();
    transaction.commit();
  }

  void abort() throws SQLException {
    connection.abort(Runnable::run);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static void close(Connection connection, Exception failed) {
    try {
      connection.close();
    } catch (SQLException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
  }
}
