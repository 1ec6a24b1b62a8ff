package io.sluice.control.demo;

import io.sluice.control.box.Box;
import io.sluice.control.box.Distribution;
import io.sluice.control.box.PostgresArchive;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.box.TemporaryFolder;
import io.sluice.control.migration.Database;
import io.sluice.control.report.Console;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Two PostgreSQL servers, a broker and a worker, which go with this process and take their folder
 * with them.
 *
 * @param folder of them all
 * @param source where the shop is
 * @param target where it moves to
 * @param box moves it
 */
record Servers(TemporaryFolder folder, PostgresServer source, PostgresServer target, Box box)
    implements AutoCloseable {

  private static final String DATABASE = "shop";
  private static final Map<String, String> SETTINGS = Map.of("max_wal_size", "2GB");

  /**
   * Starts all four at the same time.
   *
   * @param sourceVersion the source's major version; the target is the newest
   * @param console where to say so
   */
  static Servers start(Distribution distribution, int sourceVersion, Console console) {
    PostgresArchive older = PostgresArchive.of(distribution, sourceVersion);
    PostgresArchive newest = PostgresArchive.of(distribution, PostgresArchive.NEWEST);
    console.say(
        "Starting two PostgreSQL servers (%d and %d), Kafka and Kafka Connect ..."
            .formatted(sourceVersion, PostgresArchive.NEWEST));
    TemporaryFolder folder = TemporaryFolder.create("sluice-demo-");
    try {
      CompletableFuture<PostgresServer> source = postgres(folder, "source", older);
      CompletableFuture<PostgresServer> target = postgres(folder, "target", newest);
      Box box = Box.start(folder.resolve("box"), distribution);
      return new Servers(folder, source.join(), target.join(), box);
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  Database sourceDatabase() {
    return sourceDatabase(DATABASE);
  }

  Database sourceDatabase(String name) {
    return new Database("source", source.createDatabase(name));
  }

  Database targetDatabase() {
    return targetDatabase(DATABASE);
  }

  Database targetDatabase(String name) {
    return new Database("target", target.createDatabase(name));
  }

  private static CompletableFuture<PostgresServer> postgres(
      TemporaryFolder folder, String name, PostgresArchive archive) {
    return CompletableFuture.supplyAsync(
        () -> PostgresServer.start(folder.resolve(name), SETTINGS, archive.url()));
  }

  @Override
  public void close() {
    box.close();
    source.close();
    target.close();
    folder.close();
  }
}
