package io.sluice.sink.target;

import io.sluice.postgres.SqlFailure;
import io.sluice.postgres.SqlFailure.Action;
import io.sluice.sink.apply.Arrival;
import io.sluice.sink.failure.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The target did not do what it was asked.
 *
 * <p>The message starts with a stable code and ends with what to do; it holds names and places,
 * never a row's values. For the same reason the server's exception is not its cause.
 */
public final class TargetFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final Action action;
  private final boolean data;
  private final transient Optional<Arrival.Change> culprit;

  private TargetFailure(
      String code, String message, Action action, boolean data, Optional<Arrival.Change> culprit) {
    super(message);
    this.code = code;
    this.action = action;
    this.data = data;
    this.culprit = culprit;
  }

  /** A failure that a person has to look at. */
  static TargetFailure stop(ErrorCode code, String message) {
    return new TargetFailure(
        code.name(), code.message(message), Action.STOP, false, Optional.empty());
  }

  /** A failure that is over: the same may be tried again. */
  static TargetFailure again(String code, String message) {
    return new TargetFailure(code, code + ": " + message, Action.RETRY, false, Optional.empty());
  }

  /**
   * What the failure table says of an exception.
   *
   * @param where what was being done to what, such as {@code applying table shop.orders}
   */
  static TargetFailure of(SQLException exception, String where) {
    SqlFailure failure = SqlFailure.of(exception);
    String message =
        SqlFailure.describe(exception)
            + "; while "
            + where
            + ". To do: "
            + failure.remedy()
            + " ("
            + failure.page()
            + ")";
    return new TargetFailure(
        failure.name(), message, failure.action(), failure.isData(), Optional.empty());
  }

  /**
   * A row was refused, and more is known of it than the server says.
   *
   * @param sentence what is wrong with what, and what to do; never a value
   */
  static TargetFailure refused(SqlFailure failure, String sentence) {
    return new TargetFailure(
        failure.name(),
        failure.name() + ": " + sentence,
        failure.action(),
        failure.isData(),
        Optional.empty());
  }

  /** The same, said of one change. */
  TargetFailure at(Arrival.Change change) {
    return new TargetFailure(code, getMessage(), action, data, Optional.of(change));
  }

  /** The name of what happened, stable. */
  public String code() {
    return code;
  }

  /** Whether the same batch may be tried again after a pause. */
  public boolean isRetryable() {
    return action != Action.STOP;
  }

  /** Whether trying again helps only if a person does something meanwhile. */
  public boolean awaitsSomebody() {
    return action == Action.AWAIT;
  }

  /** Whether the target refuses what a row says, whatever else it would take. */
  boolean isData() {
    return data;
  }

  /** The change that was refused, if one was tried alone. */
  Optional<Arrival.Change> culprit() {
    return culprit;
  }
}
