package io.sluice.control.verify;

import io.sluice.control.report.Problem;
import java.sql.SQLException;

/** What an answer of a server means for a table. */
final class TableFailure {

  private TableFailure() {}

  /**
   * Why the table cannot be compared. A message may hold values, unless it is about names.
   *
   * @throws Problem if the session is lost, which says nothing of the table
   */
  static String reason(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("08") || state.startsWith("57")) {
      throw new Problem(
          "a session was lost (SQLSTATE " + state + "): run sluice verify again to go on", failure);
    }
    return state.startsWith("42")
        ? "PostgreSQL answered "
            + state
            + ": "
            + failure.getMessage().lines().findFirst().orElse("")
        : "PostgreSQL answered " + state;
  }
}
