package io.sluice.control.demo;

import io.sluice.control.migration.Database;
import io.sluice.postgres.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells writers where to write: a file with a port, which the switch command changes.
 *
 * @param file holds the port
 * @param login of the writers, on either server
 */
record Signpost(Path file, Endpoint login) {

  /** Points at the first database. */
  static Signpost at(Path file, Database first, String role, String password) {
    Endpoint endpoint = first.endpoint();
    try {
      Files.writeString(file, Integer.toString(endpoint.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Signpost(
        file, Endpoint.of(endpoint.host(), endpoint.port(), endpoint.database(), role, password));
  }

  /** The switch command: one move, so that nobody reads half a port. */
  String command() {
    return "printf %s \"$SLUICE_TO_PORT\" > '"
        + file
        + ".new' && mv '"
        + file
        + ".new' '"
        + file
        + "' && echo \"the application writes to port $SLUICE_TO_PORT now\"";
  }

  /** A session where writers are to write now. */
  Connection open(String purpose) throws SQLException {
    Connection connection = endpoint().connect("market-" + purpose);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = public");
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private Endpoint endpoint() {
    try {
      int port = Integer.parseInt(Files.readString(file));
      return Endpoint.of(
          login.host(), port, login.database(), login.user(), login.password().value());
    } catch (IOException e) {
      throw new UncheckedIOException("the signpost cannot be read", e);
    }
  }
}
