package io.sluice.control;

import io.sluice.control.box.PostgresServer;
import io.sluice.control.box.TemporaryFolder;
import io.sluice.control.migration.Database;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.version.PostgresVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** One PostgreSQL server for all tests of this JVM; every test takes databases of its own. */
public final class OneServer {

  private static final TemporaryFolder FOLDER = TemporaryFolder.create("sluice-control-it-");
  private static final PostgresServer SERVER =
      PostgresServer.start(
          FOLDER.resolve("postgres"),
          Map.of("fsync", "off"),
          PostgresVersion.underTest().archive());

  private OneServer() {}

  /** A new empty database. */
  public static Database database(String role) {
    Endpoint endpoint =
        SERVER.createDatabase(role + "_" + UUID.randomUUID().toString().substring(0, 8));
    return new Database(role, endpoint);
  }

  /** Runs statements in a database. */
  public static void run(Database database, String... statements) throws SQLException {
    try (Connection connection = database.open("test");
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = public");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
