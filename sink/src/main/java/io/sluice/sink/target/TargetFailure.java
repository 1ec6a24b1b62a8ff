package io.sluice.sink.target;

import io.sluice.postgres.SqlFailure;
import io.sluice.sink.failure.ErrorCode;
import java.sql.SQLException;

/**
 * The target did not do what it was asked.
 *
 * <p>The message starts with a stable code and ends with what to do; it holds names and places,
 * never a row's values. For the same reason the server's exception is not its cause.
 */
public final class TargetFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private TargetFailure(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** A failure that a person has to look at. */
  static TargetFailure stop(ErrorCode code, String message) {
    return new TargetFailure(code.message(message), false);
  }

  /**
   * What the failure table says of an exception.
   *
   * @param where what was being done to what, such as {@code applying table shop.orders}
   */
  static TargetFailure of(SQLException exception, String where) {
    SqlFailure failure = SqlFailure.of(exception);
    String message =
        SqlFailure.describe(exception) + "; while " + where + ". To do: " + failure.remedy();
    return new TargetFailure(message, failure.isRetryable());
  }

  /** Whether the same batch may be tried again after a pause. */
  public boolean isRetryable() {
    return retryable;
  }
}
