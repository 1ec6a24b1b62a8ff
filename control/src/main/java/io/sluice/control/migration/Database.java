package io.sluice.control.migration;

import io.sluice.control.report.Problem;
import io.sluice.postgres.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One side of a migration.
 *
 * @param role {@code source} or {@code target}, for messages
 * @param endpoint where it is
 */
public record Database(String role, Endpoint endpoint) {

  /**
   * Opens a session, in autocommit.
   *
   * @param purpose goes behind {@code sluice-} in {@code pg_stat_activity}
   * @throws Problem if it cannot be reached or does not let us in
   */
  public Connection open(String purpose) {
    try {
      return endpoint.connect("sluice-" + purpose);
    } catch (SQLException e) {
      throw new Problem(sentence(e), e);
    }
  }

  @Override
  public String toString() {
    return role + " " + endpoint.address();
  }

  private String sentence(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      case "28P01", "28000" ->
          this + " does not let user " + endpoint.user() + " in: check user and password";
      case "3D000" -> this + " does not exist: check the database's name";
      case "08001", "08004", "08006" ->
          this + " cannot be reached: check that the server runs and that host and port are right";
      default -> this + " cannot be used: " + e.getMessage();
    };
  }
}
