package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.change.Lsn;
import io.sluice.control.box.PostgresServer;
import io.sluice.testkit.Postgres;
import io.sluice.testkit.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a hot standby shows of its primary, and what becomes of it when it takes over. */
class StandbyFactsIT {

  private static final int FAILOVER_SLOTS = 17;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static PostgresServer primary;
  private static TestDatabase database;
  private static Standby standby;

  @BeforeAll
  static void start() {
    primary = Postgres.own(Map.of("fsync", "off"));
    database = new TestDatabase(primary.endpoint("postgres"));
    database.execute(
        "CREATE TABLE public.t (id int PRIMARY KEY)",
        "SELECT pg_create_physical_replication_slot('following')");
    Map<String, String> settings = new HashMap<>();
    settings.put("fsync", "off");
    settings.put("hot_standby_feedback", "on");
    settings.put("wal_receiver_status_interval", "1s");
    if (FactServer.major() >= FAILOVER_SLOTS) {
      settings.put("sync_replication_slots", "on");
      settings.put("primary_slot_name", "following");
    }
    standby = Standby.of(primary, settings);
  }

  @AfterAll
  static void close() {
    standby.close();
    primary.close();
  }

  @Test
  void snapshotOfAStandbyDoesNotNameRunningTransactions() {
    try (OpenSession writer = OpenSession.in(database)) {
      writer.run("BEGIN", "INSERT INTO public.t VALUES (1)");
      long xid = Long.parseLong(writer.text("SELECT pg_current_xact_id()"));
      database.execute("INSERT INTO public.t VALUES (2)");
      standby.awaitReplay(database);

      assertThat(database.texts("SELECT pg_snapshot_xip(pg_current_snapshot())"))
          .contains(Long.toString(xid));
      assertThat(standby.database().texts("SELECT pg_snapshot_xip(pg_current_snapshot())"))
          .isEmpty();
      assertThat(standby.is("pg_snapshot_xmin(pg_current_snapshot())::text::bigint <= " + xid))
          .isTrue();
      assertThat(standby.database().texts("SELECT id FROM public.t WHERE id < 3"))
          .containsExactly("2");
      writer.run("COMMIT");
    }
  }

  @Test
  void whatAStandbyHasReceivedIsNotYetVisible() {
    standby.database().execute("SELECT pg_wal_replay_pause()");
    await().atMost(LIMIT).until(() -> standby.is("pg_get_wal_replay_pause_state() = 'paused'"));
    database.execute("INSERT INTO public.t VALUES (3)");
    String end = database.text("SELECT pg_current_wal_flush_lsn()");

    await().atMost(LIMIT).until(() -> standby.is("pg_last_wal_receive_lsn() >= '" + end + "'"));
    assertThat(standby.database().texts("SELECT id FROM public.t WHERE id = 3")).isEmpty();

    standby.database().execute("SELECT pg_wal_replay_resume()");
    standby.awaitReplay(database);
    assertThat(standby.database().texts("SELECT id FROM public.t WHERE id = 3")).hasSize(1);
  }

  @Test
  void failoverSlotIsTemporaryOnTheStandbyUntilItHasMoved() {
    assumeTrue(FactServer.major() >= FAILOVER_SLOTS, "slots are synchronized since PostgreSQL 17");
    String known = "FROM pg_replication_slots WHERE slot_name = 'travels' AND synced";
    String ready = known + " AND NOT temporary AND invalidation_reason IS NULL";
    database.text(
        "SELECT lsn FROM pg_create_logical_replication_slot('travels', 'test_decoding',"
            + " failover => true)");

    await()
        .atMost(LIMIT)
        .until(
            () -> {
              FactSlot slot = new FactSlot(database, "travels");
              database.execute("SELECT pg_log_standby_snapshot()");
              slot.lines();
              return !standby.database().texts("SELECT 1 " + ready).isEmpty();
            });
    assertThat(standby.database().texts("SELECT failover " + known)).containsExactly("t");
  }

  @Test
  void promotedStandbyGoesOnAtLowerPositionsAndTransactionNumbers() {
    try (PostgresServer old = Postgres.own(Map.of("fsync", "off"))) {
      TestDatabase there = new TestDatabase(old.endpoint("postgres"));
      there.execute("CREATE TABLE public.t (id int PRIMARY KEY)");
      FactSlot slot;
      try (Standby lagging = Standby.of(old, Map.of("fsync", "off"))) {
        slot = FactSlot.testDecoding(there);
        lagging.awaitReplay(there);
        lagging.server().stop();
        there.execute("INSERT INTO public.t VALUES (1)", "INSERT INTO public.t VALUES (2)");
        assertThat(slot.changes()).hasSize(2);
        Lsn delivered = Lsn.parse(slot.confirmed());
        long xid = Long.parseLong(there.text("SELECT pg_current_xact_id()"));
        old.kill9();

        lagging.server().start();
        lagging.database().execute("SELECT pg_promote()");

        TestDatabase promoted = lagging.database();
        assertThat(promoted.text("SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8)"))
            .as("timeline")
            .isEqualTo("00000002");
        assertThat(position(promoted).hasReached(delivered)).as("position").isFalse();
        assertThat(Long.parseLong(promoted.text("SELECT pg_current_xact_id()"))).isLessThan(xid);
      }
    }
  }

  private static Lsn position(TestDatabase database) {
    return Lsn.parse(database.text("SELECT pg_current_wal_insert_lsn()"));
  }
}
