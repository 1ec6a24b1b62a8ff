package io.sluice.sink.connect;

import io.sluice.postgres.Endpoint;
import io.sluice.testkit.version.PostgresVersion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for the JVM, a database for each test. */
final class TargetServer {

  /** A role that has to give this password; all others are trusted. */
  static final String GUARDED_USER = "guarded";

  static final String GUARDED_PASSWORD = "open sesame";

  private static final String ROOM_FOR_ORIGINS =
      PostgresVersion.underTest().isNewest()
          ? "max_active_replication_origins"
          : "max_replication_slots";

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final TargetServer INSTANCE = start();

  private final EmbeddedPostgres postgres;

  private TargetServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** A new, empty database. */
  static Endpoint newDatabase() throws SQLException {
    String name = "test_" + DATABASES.incrementAndGet();
    INSTANCE.run("CREATE DATABASE " + name);
    return Endpoint.of("127.0.0.1", INSTANCE.postgres.getPort(), name, "postgres", "");
  }

  private static TargetServer start() {
    try {
      EmbeddedPostgres postgres =
          start("data", Map.of("track_commit_timestamp", "on", ROOM_FOR_ORIGINS, "60"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
      TargetServer server = new TargetServer(postgres);
      server.guard(folder("data").resolve("pg_hba.conf"));
      return server;
    } catch (IOException | SQLException failed) {
      throw new IllegalStateException("no PostgreSQL server for the tests", failed);
    }
  }

  /** A server of the test's own. */
  static EmbeddedPostgres start(String name, Map<String, String> settings) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPgBinaryResolver((system, machine) -> PostgresVersion.underTest().open())
            .setOverrideWorkingDirectory(folder(name).getParent().toFile())
            .setDataDirectory(folder(name))
            .setServerConfig("fsync", "off");
    settings.forEach(builder::setServerConfig);
    return builder.start();
  }

  private static Path folder(String name) throws IOException {
    Path folder = Path.of("target", "postgres").toAbsolutePath();
    return Files.createDirectories(folder).resolve(name + "-" + ProcessHandle.current().pid());
  }

  private void guard(Path hba) throws IOException, SQLException {
    String rule = "host all " + GUARDED_USER + " 127.0.0.1/32 scram-sha-256\n";
    Files.writeString(hba, rule + Files.readString(hba));
    run("CREATE ROLE " + GUARDED_USER + " LOGIN PASSWORD '" + GUARDED_PASSWORD + "'");
    run("SELECT pg_reload_conf()");
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
