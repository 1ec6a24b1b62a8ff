package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The guarded role with the grants of {@code roles-target.sql} in one database. The role belongs to
 * the server: closing this makes it what it was.
 */
final class Guarded implements AutoCloseable {

  private static final Path GRANTS = Path.of("..", "connect-configs", "roles-target.sql");

  private final TargetDatabase target;
  private String password = TargetServer.GUARDED_PASSWORD;

  private Guarded(TargetDatabase target) {
    this.target = target;
  }

  static Guarded in(TargetDatabase target) throws IOException, SQLException {
    String grants = Files.readString(GRANTS).replace("sluice_apply", TargetServer.GUARDED_USER);
    target.run(
        grants,
        "CREATE SCHEMA IF NOT EXISTS shop",
        "GRANT USAGE, CREATE ON SCHEMA shop TO " + TargetServer.GUARDED_USER);
    return new Guarded(target);
  }

  Endpoint endpoint() {
    Endpoint there = target.endpoint();
    return Endpoint.of(
        there.host(), there.port(), there.database(), TargetServer.GUARDED_USER, password);
  }

  void password(String other) throws SQLException {
    target.run("ALTER ROLE " + TargetServer.GUARDED_USER + " PASSWORD '" + other + "'");
    password = other;
  }

  /** Takes a table that the role made away from it. */
  void loses(String table) throws SQLException {
    target.run("ALTER TABLE " + table + " OWNER TO CURRENT_USER");
  }

  @Override
  public void close() throws SQLException {
    password(TargetServer.GUARDED_PASSWORD);
    target.run(
        "ALTER ROLE " + TargetServer.GUARDED_USER + " CONNECTION LIMIT -1",
        "REVOKE SET ON PARAMETER session_replication_role FROM " + TargetServer.GUARDED_USER);
  }
}
