package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.control.box.PostgresServer;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/** What a crash takes with it, and what keeps a server from stopping. */
class CrashFactsIT {

  private static final Duration HANGS = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private PostgresServer server;
  private TestDatabase database;

  @BeforeEach
  void start() {
    server = Postgres.own(Map.of("wal_writer_delay", "10s", "checkpoint_timeout", "1h"));
    database = new TestDatabase(server.endpoint("postgres"));
    database.execute("CREATE TABLE public.t (id int PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void confirmedPositionGoesBackWithACrashAndTransactionsComeAgain() {
    FactSlot slot = FactSlot.testDecoding(database);
    database.execute("CHECKPOINT");
    // What the checkpoint tells moves the slot's restart position, which is written at once.
    slot.changes();
    database.execute("INSERT INTO public.t VALUES (1)");
    assertThat(slot.changes()).hasSize(1);
    Lsn confirmed = Lsn.parse(slot.confirmed());

    server.kill9();
    server.start();

    assertThat(Lsn.parse(slot.confirmed()).hasReached(confirmed)).isFalse();
    assertThat(slot.changes()).as("the same again").hasSize(1);
  }

  @Test
  void acknowledgedAsynchronousCommitVanishesInACrash() {
    database.execute("INSERT INTO public.t VALUES (1)");
    database.execute("SET synchronous_commit = off", "INSERT INTO public.t VALUES (2)");
    assertThat(database.texts("SELECT id FROM public.t ORDER BY 1")).containsExactly("1", "2");

    server.kill9();
    server.start();

    assertThat(database.texts("SELECT id FROM public.t")).containsExactly("1");
  }

  @Test
  void fastStopWaitsForAConsumerThatConfirmsNothing() throws Exception {
    FactSlot slot = FactSlot.testDecoding(database);
    ProcessHandle postmaster = ProcessHandle.of(server.pid().pid()).orElseThrow();
    try (Connection replication = database.endpoint().connectForReplication("sluice-fact")) {
      PGReplicationStream stream = stream(replication, slot);
      database.execute("INSERT INTO public.t VALUES (1)");
      stream.read();
      interrupt(postmaster);

      await()
          .atMost(LIMIT)
          .during(HANGS)
          .untilAsserted(() -> assertThat(postmaster.isAlive()).isTrue());
    }
    await().atMost(LIMIT).until(() -> !postmaster.isAlive());
  }

  private static PGReplicationStream stream(Connection replication, FactSlot slot)
      throws Exception {
    return replication
        .unwrap(PGConnection.class)
        .getReplicationAPI()
        .replicationStream()
        .logical()
        .withSlotName(slot.name())
        .withStatusInterval(1, TimeUnit.HOURS)
        .start();
  }

  /** What {@code pg_ctl stop -m fast} sends. */
  private static void interrupt(ProcessHandle process) throws IOException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
  }
}
