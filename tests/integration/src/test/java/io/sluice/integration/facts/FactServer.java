package io.sluice.integration.facts;

import static org.awaitility.Awaitility.await;

import io.sluice.control.box.PostgresServer;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import io.sluice.testkit.version.PostgresVersion;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The server that is asked; one for all classes, with the settings that some facts need. */
final class FactServer {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private FactServer() {}

  /** A new, empty database, with a table {@code public.t (id int PRIMARY KEY, note text)}. */
  static TestDatabase database() {
    PostgresServer server = Started.SERVER;
    String name = "fact_" + DATABASES.incrementAndGet();
    TestDatabase database = new TestDatabase(server.createDatabase(name));
    database.execute("CREATE TABLE public.t (id int PRIMARY KEY, note text)");
    return database;
  }

  /** Drops a database with the slots in it, once their readers have gone. */
  static void drop(TestDatabase database) {
    String name = database.endpoint().database();
    TestDatabase maintenance = new TestDatabase(Started.SERVER.endpoint("postgres"));
    await()
        .until(
            () ->
                maintenance
                    .texts(
                        "SELECT 1 FROM pg_replication_slots WHERE active AND database = '%s'"
                            .formatted(name))
                    .isEmpty());
    maintenance.execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
            + (" WHERE database = '" + name + "'"),
        "DROP DATABASE " + name + " WITH (FORCE)");
  }

  static int major() {
    return PostgresVersion.underTest().major();
  }

  private static final class Started {
    static final PostgresServer SERVER =
        Postgres.own(
            Map.of(
                "fsync", "off",
                "max_prepared_transactions", "10",
                "logical_decoding_work_mem", "64kB",
                // So that nobody flushes what a session did not wait for.
                "wal_writer_delay", "10s"));
  }
}
