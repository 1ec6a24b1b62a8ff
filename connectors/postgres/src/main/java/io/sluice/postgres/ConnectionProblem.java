package io.sluice.postgres;

import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says which part of an endpoint is to blame when it cannot be connected to. */
public final class ConnectionProblem {

  private static final String REJECTED_BY_DRIVER = "08004";

  private ConnectionProblem() {}

  /**
   * Reads a failed connection attempt.
   *
   * @param failure what {@link Endpoint#connect} threw
   */
  public static Finding of(Endpoint endpoint, SQLException failure) {
    if (isTls(failure)) {
      return tls(endpoint, failure);
    }
    return switch (String.valueOf(failure.getSQLState())) {
      case "28P01" -> password(endpoint);
      case REJECTED_BY_DRIVER ->
          endpoint.password().value().isEmpty() ? password(endpoint) : tls(endpoint, failure);
      case "28000", "42501" ->
          new Finding(
              "user",
              "database.user",
              "The server at %s does not let user %s in: %s."
                  .formatted(endpoint.address(), endpoint.user(), said(failure)),
              ("Create the role, or allow it with GRANT CONNECT ON DATABASE %s TO %s; and an entry"
                      + " in pg_hba.conf.")
                  .formatted(Sql.identifier(endpoint.database()), Sql.identifier(endpoint.user())));
      case "3D000" ->
          new Finding(
              "database",
              "database.dbname",
              "The server at %s:%d has no database %s."
                  .formatted(endpoint.host(), endpoint.port(), endpoint.database()),
              "Correct the name; SELECT datname FROM pg_database; lists those there are.");
      case "53300" ->
          new Finding(
              "connections",
              "database.hostname",
              "The server at %s has no connection left.".formatted(endpoint.address()),
              "Raise max_connections or end other sessions.");
      case "57P03" ->
          new Finding(
              "reachable",
              "database.hostname",
              "The server at %s is starting up or shutting down.".formatted(endpoint.address()),
              "Try again when it accepts connections.");
      default ->
          new Finding(
              "reachable",
              "database.hostname",
              "The server at %s cannot be reached: %s."
                  .formatted(endpoint.address(), said(failure)),
              "Check host and port, that the server runs, and that no firewall is between.");
    };
  }

  private static Finding password(Endpoint endpoint) {
    return new Finding(
        "password",
        "database.password",
        "The server at %s refuses the password of user %s, or has no such user."
            .formatted(endpoint.address(), endpoint.user()),
        "Correct the password, or set it with ALTER ROLE %s PASSWORD '...';"
            .formatted(Sql.identifier(endpoint.user())));
  }

  private static Finding tls(Endpoint endpoint, SQLException failure) {
    return new Finding(
        "tls",
        "database.sslmode",
        "No connection to %s with sslmode %s: %s."
            .formatted(endpoint.address(), endpoint.sslMode(), said(failure)),
        "Set database.sslmode to what the server offers, and the certificates that it needs.");
  }

  private static boolean isTls(SQLException failure) {
    return Stream.iterate((Throwable) failure, c -> c != null, Throwable::getCause)
        .anyMatch(SSLException.class::isInstance);
  }

  /** The message's first line without its full stop; connection errors hold no values. */
  private static String said(SQLException failure) {
    String line =
        String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
