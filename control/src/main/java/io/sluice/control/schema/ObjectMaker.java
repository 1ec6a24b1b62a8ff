package io.sluice.control.schema;

import io.sluice.control.report.Patience;
import io.sluice.control.schema.SchemaObject.Owner;
import io.sluice.control.schema.SchemaPlan.Left;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * Makes objects, each in a transaction of its own, so that an interrupted run leaves whole objects
 * only. Used by one thread.
 *
 * @param target a session of its own
 * @param patience for locks that others hold
 */
record ObjectMaker(Connection target, Patience patience, Outcome outcome) {

  /** So that a statement that waits for a lock does not keep the sink waiting behind it. */
  private static final String LOCKS = "SET lock_timeout = '3s'";

  static ObjectMaker of(Connection target, Patience patience, Outcome outcome) throws SQLException {
    try (Statement statement = target.createStatement()) {
      statement.execute(LOCKS);
    }
    target.setAutoCommit(false);
    return new ObjectMaker(target, patience, outcome);
  }

  void make(SchemaObject object) throws SQLException {
    patience.until(() -> isSettled(object), () -> object.key() + " waits for a lock on the target");
  }

  /** Made, or refused for good. */
  private boolean isSettled(SchemaObject object) {
    try {
      run(target, object.statements());
      if (object.owner().isPresent()) {
        give(object, object.owner().get());
      }
      target.commit();
      outcome.made(object.key());
      return true;
    } catch (SQLException e) {
      rollBack(e);
      if (ServerMessage.isTransient(e)) {
        return false;
      }
      outcome.failed(object.key(), ServerMessage.of(e));
      return true;
    }
  }

  /** An object without its owner is better than none. */
  private void give(SchemaObject object, Owner owner) throws SQLException {
    Savepoint before = target.setSavepoint();
    try {
      run(target, List.of(owner.statement()));
    } catch (SQLException e) {
      target.rollback(before);
      String reason = "its owner is the target's user: " + ServerMessage.of(e);
      outcome.left(new Left(object.key(), reason, List.of(owner.statement())));
    }
  }

  private void rollBack(SQLException cause) {
    try {
      target.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
      throw new IllegalStateException("the session on the target is lost", cause);
    }
  }

  static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // A definition may hold braces, which JDBC would read.
      statement.setEscapeProcessing(false);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
