package io.sluice.integration.facts;

import static org.awaitility.Awaitility.await;

import io.sluice.control.box.PostgresServer;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A physical copy of a server that follows it over the network.
 *
 * @param server its password is the copied server's
 * @param database {@code postgres} on it
 */
record Standby(PostgresServer server, TestDatabase database) implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Stops the primary, copies its files, and starts both. */
  static Standby of(PostgresServer primary, Map<String, String> settings) {
    PostgresServer server = Postgres.own(settings);
    try {
      Path from = dataFolder(primary);
      Path to = dataFolder(server);
      server.stop();
      primary.stop();
      replace(to, from);
      primary.start();
      Map<String, String> following = new HashMap<>(settings);
      following.put("primary_conninfo", conninfo(primary));
      server.restart(following);
      Endpoint there = primary.endpoint("postgres");
      Endpoint here =
          Endpoint.of(
              there.host(),
              server.port(),
              there.database(),
              there.user(),
              there.password().value());
      return new Standby(server, new TestDatabase(here));
    } catch (IOException failed) {
      server.close();
      throw new UncheckedIOException(failed);
    }
  }

  private static Path dataFolder(PostgresServer server) {
    return Path.of(new TestDatabase(server.endpoint("postgres")).text("SHOW data_directory"));
  }

  private static String conninfo(PostgresServer primary) {
    Endpoint endpoint = primary.endpoint("postgres");
    return "host=127.0.0.1 port=%d user=%s password=%s dbname=postgres application_name=standby"
        .formatted(endpoint.port(), endpoint.user(), endpoint.password().value());
  }

  private static void replace(Path to, Path from) throws IOException {
    for (Path old : below(to, Comparator.reverseOrder())) {
      Files.delete(old);
    }
    for (Path path : below(from, Comparator.naturalOrder())) {
      Path copy = to.resolve(from.relativize(path).toString());
      Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.copy(
        from.resolve("PG_VERSION"),
        to.resolve("standby.signal"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static List<Path> below(Path folder, Comparator<Path> order) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !path.equals(folder)).sorted(order).toList();
    }
  }

  /** Returns once it has replayed all that the primary has flushed. */
  void awaitReplay(TestDatabase primary) {
    awaitReplay(primary.text("SELECT pg_current_wal_flush_lsn()"));
  }

  private void awaitReplay(String lsn) {
    await().atMost(LIMIT).until(() -> is("pg_last_wal_replay_lsn() >= '" + lsn + "'"));
  }

  boolean is(String condition) {
    return database.text("SELECT " + condition).equals("t");
  }

  @Override
  public void close() {
    server.close();
  }
}
