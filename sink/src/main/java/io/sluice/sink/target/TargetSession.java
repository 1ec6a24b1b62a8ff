package io.sluice.sink.target;

import io.sluice.sink.apply.PartitionId;
import io.sluice.sink.failure.ErrorCode;
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
  private final QuarantineTable quarantine;
  private final SkipTable skips;
  private final TargetOptions options;
  private PlanApply steps;
  private Optional<TargetTransaction> begun = Optional.empty();

  private TargetSession(Connection connection, TargetOptions options) {
    this.connection = connection;
    this.progress = new ProgressTable(connection, options.connector(), options.aligned());
    this.quarantine = new QuarantineTable(connection, options.connector());
    this.skips = new SkipTable(connection, options.connector());
    this.options = options;
    this.steps = new PlanApply(connection, options);
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
   * Triggers and foreign keys stay quiet, unless they are wanted. Plans are made anew for each
   * statement: one made while a table was empty would be ruinous later.
   */
  private void setUp(TargetOptions options) throws SQLException {
    connection.unwrap(PGConnection.class).setPrepareThreshold(0);
    Statements statements = new Statements(connection);
    String role = options.rules().triggersFire() ? "origin" : "replica";
    statements.run("SET session_replication_role = " + role);
    statements.run(END_FORGOTTEN);
    connection.setAutoCommit(false);
    try (var lock = connection.createStatement()) {
      lock.execute(Definitions.LOCK);
    }
    progress.create();
    steps.create();
    if (options.quarantine().on()) {
      quarantine.create();
    } else {
      refuseHeld(options.connector());
    }
    connection.commit();
    connection.setAutoCommit(true);
    new ReplicationOrigin(connection, options.connector(), options.task()).attach();
    connection.setAutoCommit(false);
  }

  /** Changes of held rows would be applied to what lacks those before. */
  private void refuseHeld(String connector) throws SQLException {
    if (quarantine.exists() && !quarantine.held().isEmpty()) {
      throw TargetFailure.stop(
          ErrorCode.KEY_HELD,
          "rows of connector "
              + connector
              + " are held, but nothing says where their changes go. To do: "
              + ErrorCode.KEY_HELD.remedy());
    }
  }

  Statements statements() {
    return new Statements(connection);
  }

  PlanApply steps() {
    return steps;
  }

  /** Forgets what was made since a savepoint that was returned to: tables, and staging as well. */
  void forget() throws SQLException {
    statements().run("DISCARD TEMPORARY");
    steps = new PlanApply(connection, options);
    steps.begin();
  }

  /** Begins to apply a batch without the rows that the target refuses. */
  Screening screening(DeadLetters letters) throws SQLException {
    return new Screening(
        this, Quarantine.read(quarantine), letters, options.quarantine().maxKeys());
  }

  SkipTable skips() {
    return skips;
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
              return new TargetTransaction(connection, steps, progress, skips, claims);
            });
    begun = Optional.of(transaction);
    return transaction;
  }

  /** Whether plans have been written of a transaction that goes on. */
  boolean hasBegun() {
    return begun.isPresent();
  }

  /** Makes a transaction durable. */
  void commit(TargetTransaction transaction) throws SQLException {
    begun = Optional.empty();
    transaction.commit();
  }

  /**
   * Adds labels, in a transaction of their own; the enum may have gone with the one that failed.
   */
  void add(LabelMissing labels) throws SQLException {
    Definitions definitions = new Definitions(connection);
    definitions.lock();
    if (definitions.lacksType(labels.type())) {
      steps.define(labels.topic());
      connection.commit();
    }
    for (String statement : labels.statements()) {
      definitions.run(statement);
    }
    connection.commit();
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
