package io.sluice.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.TableId;
import io.sluice.control.box.PostgresServer;
import io.sluice.control.connect.Partition;
import io.sluice.control.connect.Subscription;
import io.sluice.control.connect.TopicTails;
import io.sluice.control.report.Problem;
import io.sluice.control.verify.ChangedRows;
import io.sluice.control.verify.FinalComparison;
import io.sluice.control.verify.TableResult;
import io.sluice.control.verify.TableState;
import io.sluice.control.verify.VerificationResult;
import io.sluice.control.verify.VerificationState;
import io.sluice.control.verify.VerifyOptions;
import io.sluice.testkit.ItemWriters;
import io.sluice.testkit.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code sluice verify} beside writers: it finds what differs, and nothing else. */
class VerifyIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ODD = "\"Odd. sch\"\"ema\".\"T, 1 \"\"🙂\"";
  private static final TableId ODD_ID = new TableId("Odd. sch\"ema", "T, 1 \"🙂");

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE public.item (id int PRIMARY KEY, who text, n bigint NOT NULL)",
          "CREATE TABLE public.word (w text COLLATE \"C\" PRIMARY KEY, n numeric)",
          "CREATE TABLE public.part (id uuid PRIMARY KEY, n int) PARTITION BY HASH (id)",
          "CREATE TABLE public.part_0 PARTITION OF public.part FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
          "CREATE TABLE public.part_1 PARTITION OF public.part FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
          "CREATE TABLE public.bag (a int, b text)",
          "ALTER TABLE public.bag REPLICA IDENTITY FULL",
          "CREATE TABLE public.tagged (id int PRIMARY KEY, tags jsonb)",
          "ALTER TABLE public.tagged REPLICA IDENTITY FULL",
          "CREATE SCHEMA \"Odd. sch\"\"ema\"",
          "CREATE TABLE "
              + ODD
              + " (\"k, 1\" text, k0 numeric(8, 2), \"a \"\"b\" text, PRIMARY KEY (\"k, 1\", k0))");

  private static final List<String> SOURCE_ROWS =
      List.of(
          "INSERT INTO public.item SELECT i, 'first', i FROM generate_series(0, 3000) i",
          "INSERT INTO public.word SELECT chr(65 + i % 50) || i, i FROM generate_series(1, 300) i",
          "INSERT INTO public.part SELECT gen_random_uuid(), i FROM generate_series(1, 300) i",
          "INSERT INTO public.bag SELECT i % 10, 'x' FROM generate_series(1, 50) i",
          "INSERT INTO " + ODD + " SELECT 'a''' || i % 7, i, 'v' FROM generate_series(1, 300) i",
          "INSERT INTO public.tagged SELECT i, jsonb_build_object(i % 2, '?') FROM generate_series(1, 100) i",
          "CREATE PUBLICATION pub FOR TABLE public.item, public.word, public.part, public.bag, "
              + "public.tagged WHERE (tags ? '1'), "
              + ODD
              + " WITH (publish_via_partition_root = true)");

  /** A second for 800 rows, and 2 for whoever writes. */
  private static final VerifyOptions SLOW =
      new VerifyOptions(false, true, 1, 800, Duration.ofSeconds(2));

  private static final String ITEM_RANGES =
      "SELECT range FROM sluice.verification v JOIN sluice.verification_run r USING (migration)"
          + " WHERE v.table_name = 'item' AND v.at > r.started_at AND r.finished_at IS NULL";

  private static PostgresServer server;
  private static VerifiedPair pair;

  /** Its own server: one test makes every commit of it wait. */
  @BeforeAll
  static void start() {
    server = Postgres.own(Map.of("fsync", "off"));
    pair =
        VerifiedPair.of(
                server,
                "verified",
                Map.of(new TableId("public", "word"), new TableId("public", "wort")),
                TABLES,
                SOURCE_ROWS,
                "ALTER TABLE public.word RENAME TO wort")
            .start();
  }

  @AfterAll
  static void stop() {
    try (PostgresServer ending = server) {
      pair.close();
    }
  }

  @Test
  void plantedDifferencesAreFoundNamedAndMendedBesideWriters() throws Exception {
    String uuid = pair.source().text("SELECT id FROM public.part ORDER BY id LIMIT 1");
    ItemWriters writers = ItemWriters.start(pair.source(), "w", 2, 1);
    try {
      assertThat(pair.verify().isGood()).as("nothing is planted").isTrue();
      awaitApplied(writers);
      plant(uuid);

      VerificationResult found = pair.verify();

      assertThat(found.isGood()).isFalse();
      assertThat(VerifiedPair.named(found, "public.item"))
          .containsExactlyInAnyOrder(
              "id=2990: different", "id=3000: missing", "id=-7: extra", "id=999999: extra");
      assertThat(VerifiedPair.named(found, "public.word"))
          .containsExactlyInAnyOrder("w=B1: missing", "w=: extra");
      assertThat(VerifiedPair.named(found, "public.part"))
          .containsExactly("id=" + uuid + ": different");
      assertThat(VerifiedPair.named(found, ODD_ID.toString()))
          .containsExactlyInAnyOrder(
              "k, 1=a'1, k0=1.00: different", "k, 1=a'0, k0=280.00: missing");
      assertThat(VerifiedPair.named(found, "public.tagged")).containsExactly("id=51: different");
      assertThat(state(found, "public.bag")).isEqualTo(TableState.MISMATCHED);

      VerificationResult mended = pair.repair();

      assertThat(mended.tables()).extracting(TableResult::reason).containsOnly("");
      assertThat(mended.isGood()).isTrue();
      assertThat(mended.repaired()).isEqualTo(found.differences()).isEqualTo(11);
    } finally {
      writers.stop();
    }
  }

  private static void plant(String uuid) {
    pair.target()
        .execute(
            "UPDATE public.item SET who = 'firsT' WHERE id = 2990",
            "DELETE FROM public.item WHERE id = 3000",
            "INSERT INTO public.item VALUES (-7, 'x', 0), (999999, 'x', 0)",
            "DELETE FROM public.wort WHERE w = 'B1'",
            "INSERT INTO public.wort VALUES ('', 1)",
            "UPDATE public.tagged SET tags = tags || '{\"x\": 1}' WHERE id = 51",
            "UPDATE public.part SET n = -1 WHERE id = '" + uuid + "'",
            "UPDATE " + ODD + " SET \"a \"\"b\" = NULL WHERE k0 = 1",
            "DELETE FROM " + ODD + " WHERE k0 = 280",
            "DELETE FROM public.bag WHERE ctid = '(0,1)'");
  }

  /** What the sink writes now must not write over what is planted. */
  private static void awaitApplied(ItemWriters writers) {
    long before = writers.changes();
    await().atMost(LIMIT).until(() -> writers.changes() > before + 20);
  }

  @Test
  void commitThatIsAppliedBeforeItIsVisibleIsNoDifference() throws Exception {
    CompletableFuture<VerificationResult> running;
    CompletableFuture<Void> hanging;
    try (Connection holder = pair.target().connect()) {
      running = CompletableFuture.supplyAsync(() -> verified(SLOW));
      await().atMost(LIMIT).until(() -> !pair.target().texts(ITEM_RANGES).isEmpty());
      // No range is kept from here on, so that those of the rows below are still to be read.
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE sluice.verification IN SHARE MODE");
      assertThat(pair.target().texts(ITEM_RANGES)).hasSizeLessThan(5);
      setting("SET synchronous_standby_names = ghost");
      hanging =
          CompletableFuture.runAsync(
              () ->
                  pair.source()
                      .execute(
                          "BEGIN; UPDATE public.item SET who = 'unseen' WHERE id = 2500;"
                              + " DELETE FROM public.item WHERE id = 2501;"
                              + " INSERT INTO public.item VALUES (2000000, 'unseen', 0); COMMIT"));
      String applied = "SELECT id FROM public.item WHERE who = 'unseen' ORDER BY id";
      await().atMost(LIMIT).until(() -> pair.target().texts(applied).size() == 2);
      assertThat(pair.source().texts(applied)).as("what others see").isEmpty();
      holder.rollback();
    }
    try {
      VerificationResult meanwhile = running.get();

      assertThat(hanging).isNotDone();
      assertThat(meanwhile.differences()).isZero();
      assertThat(state(meanwhile, "public.item")).isEqualTo(TableState.PENDING);
      assertThat(meanwhile.tables())
          .extracting(TableResult::reason)
          .anyMatch(reason -> reason.contains("transactions that write to public.item do not end"));
    } finally {
      setting("RESET synchronous_standby_names");
    }
    hanging.join();
    assertThat(state(pair.verify(), "public.item")).isEqualTo(TableState.VERIFIED);
  }

  private static VerificationResult verified(VerifyOptions options) {
    try {
      return pair.verify(options);
    } catch (SQLException failed) {
      throw new AssertionError("a database cannot be asked", failed);
    }
  }

  private static void setting(String setting) {
    pair.source().execute("ALTER SYSTEM " + setting, "SELECT pg_reload_conf()");
  }

  @Test
  void interruptedRunIsGoneOnWith() throws Exception {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread command =
        new Thread(
            () -> {
              try {
                pair.verify(SLOW);
              } catch (Exception stopped) {
                end.set(stopped);
              }
            });
    command.start();
    String ranges =
        "SELECT range || ' ' || at FROM sluice.verification WHERE state = 'verified' ORDER BY at, 1";
    String begun =
        ranges.replace(
            "WHERE",
            "JOIN sluice.verification_run USING (migration) WHERE finished_at IS NULL AND");
    await().atMost(LIMIT).until(() -> pair.target().texts(begun).size() >= 2);
    command.interrupt();
    command.join();
    assertThat(end.get()).isInstanceOf(Problem.class).hasMessageContaining("interrupted");
    List<String> before = pair.target().texts(ranges);
    String started =
        VerificationState.read(pair.migration().target(), "verified").orElseThrow().startedAt();

    assertThat(pair.verify().isGood()).isTrue();

    assertThat(pair.target().texts(ranges)).containsAll(before).hasSizeGreaterThan(before.size());
    VerificationState state =
        VerificationState.read(pair.migration().target(), "verified").orElseThrow();
    assertThat(state.startedAt()).isEqualTo(started);
    assertThat(state.isFinished()).isTrue();
    assertThat(state.of(ODD_ID)).isEqualTo(TableState.VERIFIED);
  }

  @Test
  void changesSinceAreComparedByTheirKeysWhenNobodyWrites() throws Exception {
    assertThat(pair.verify().isGood()).isTrue();
    pair.source()
        .execute(
            "UPDATE public.item SET who = 'since' WHERE id IN (1000, 1001)",
            "UPDATE public.word SET w = 'moved', n = -1 WHERE w = 'Z25'",
            "DELETE FROM " + ODD + " WHERE k0 = 2",
            "INSERT INTO public.bag VALUES (77, 'since')");
    await()
        .atMost(LIMIT)
        .until(() -> !pair.target().texts("SELECT 1 FROM public.bag WHERE a = 77").isEmpty());

    try (ChangedRows changed = ChangedRows.sinceVerification(pair.migration(), pair.consumers())) {
      changed.readUpTo(ends());
      assertThat(changed.keys()).as("2 rows, 2 keys of a moved row, 1 deleted").isEqualTo(5);
      assertThat(changed.wholeTables()).containsExactly(new TableId("public", "bag"));
      FinalComparison equal = changed.compare();
      assertThat(equal.mismatches()).isZero();

      pair.target()
          .execute(
              "UPDATE public.item SET who = 'sincE' WHERE id = 1001",
              "INSERT INTO public.wort VALUES ('Z25', 25)");
      FinalComparison unequal = changed.compare();
      assertThat(unequal.mismatches()).isEqualTo(2);
      assertThat(unequal.results())
          .flatExtracting(result -> result.named())
          .containsExactlyInAnyOrder("id=1001: different", "w=Z25: extra");
    }
    assertThat(pair.verify().differences()).isEqualTo(2);
    assertThat(pair.repair().repaired()).isEqualTo(2);
  }

  private static Map<Partition, Long> ends() {
    Subscription data = new Subscription(topic -> topic.startsWith("verified."));
    return new TopicTails(pair.consumers()).ends(data);
  }

  @Test
  void tableThatTheTargetLacksIsAnErrorWithItsReason() throws Exception {
    pair.target().execute("ALTER TABLE public.part RENAME COLUMN n TO m");
    try {
      VerificationResult result =
          pair.verify(new VerifyOptions(false, true, 2, 0, Duration.ofSeconds(5)));
      assertThat(state(result, "public.part")).isEqualTo(TableState.ERROR);
      assertThat(result.tables())
          .extracting(TableResult::reason)
          .contains("the target's table lacks columns n");
      assertThat(result.isGood()).isFalse();
    } finally {
      pair.target().execute("ALTER TABLE public.part RENAME COLUMN m TO n");
    }
  }

  private static TableState state(VerificationResult result, String table) {
    return result.tables().stream()
        .filter(each -> each.table().toString().equals(table))
        .map(TableResult::state)
        .findFirst()
        .orElseThrow();
  }
}
