package io.sluice.testkit;

import io.sluice.control.box.PostgresServer;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.version.PostgresVersion;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL server for tests, ready for logical replication. Tests share it and each makes its
 * own databases.
 *
 * @param maintenance the superuser's endpoint of the database {@code postgres}
 */
public record Postgres(Endpoint maintenance) {

  private static final String IMAGE = "postgres:" + PostgresVersion.underTest().major();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** Each task of each test's sink leaves a replication origin behind. */
  private static final String ORIGINS =
      PostgresVersion.underTest().isNewest()
          ? "max_active_replication_origins"
          : "max_replication_slots";

  private static final String MANY = "200";

  /** This JVM's server, started at first use. */
  public static Postgres shared() {
    return Shared.SERVER;
  }

  /**
   * A server of the test's own, of the version under test, which it may stop, kill and set up as it
   * likes.
   */
  public static PostgresServer own(Map<String, String> settings) {
    return own(PostgresVersion.underTest().major(), settings);
  }

  /**
   * The same of a certain version.
   *
   * @param major 15 to 18
   */
  public static PostgresServer own(int major, Map<String, String> settings) {
    Path folder = Servers.newFolder("postgres");
    return PostgresServer.start(folder, settings, new PostgresVersion(major).archive());
  }

  /**
   * Makes an empty database.
   *
   * @param purpose the beginning of its name: lower-case letters, digits and {@code _}
   */
  public TestDatabase newDatabase(String purpose) {
    String name = purpose + "_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    new TestDatabase(maintenance).execute("CREATE DATABASE " + name);
    return new TestDatabase(maintenance.withDatabase(name));
  }

  /** Drops a database that {@link #newDatabase} made, sessions or not. */
  public void drop(TestDatabase database) {
    new TestDatabase(maintenance)
        .execute("DROP DATABASE " + database.endpoint().database() + " WITH (FORCE)");
  }

  private static Postgres start() {
    return Servers.given("postgres")
        .filter(said -> !PostgresVersion.isMajor(said))
        .map(Postgres::given)
        .orElseGet(() -> Servers.inContainers() ? container() : embedded());
  }

  private static Postgres given(String address) {
    URI uri = URI.create(address);
    String[] login = uri.getUserInfo().split(":", 2);
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new Postgres(Endpoint.of(uri.getHost(), port, "postgres", login[0], login[1]));
  }

  private static Postgres embedded() {
    // Fast and forgetful: a test that cuts the power has a server of its own.
    return new Postgres(
        own(Map.of(
                "fsync",
                "off",
                "max_connections",
                "200",
                "track_commit_timestamp",
                "on",
                ORIGINS,
                MANY))
            .endpoint("postgres"));
  }

  @SuppressWarnings("resource") // The engine's reaper ends it with this JVM.
  private static Postgres container() {
    PostgreSQLContainer server = new PostgreSQLContainer(IMAGE);
    server.withCommand(
        "postgres",
        "-c",
        "wal_level=logical",
        "-c",
        "max_wal_senders=20",
        "-c",
        "max_replication_slots=20",
        "-c",
        "max_connections=200",
        "-c",
        ORIGINS + "=" + MANY,
        "-c",
        "track_commit_timestamp=on",
        "-c",
        "fsync=off");
    server.start();
    return new Postgres(
        Endpoint.of(
            server.getHost(),
            server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            "postgres",
            server.getUsername(),
            server.getPassword()));
  }

  private static final class Shared {
    static final Postgres SERVER = start();
  }
}
