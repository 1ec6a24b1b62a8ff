package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.testkit.AbsentStandby;
import io.sluice.testkit.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Where changes stand in the log, in which order they come, and when they can be seen. */
class LogFactsIT {

  private static final int ROWS = 200;

  private TestDatabase database;
  private FactSlot slot;

  @BeforeEach
  void create() {
    database = FactServer.database();
    slot = FactSlot.testDecoding(database);
  }

  @AfterEach
  void drop() {
    FactServer.drop(database);
  }

  @Test
  void commitIsStreamedBeforeItIsVisible() {
    CompletableFuture<Void> hanging;
    try (AbsentStandby standby = AbsentStandby.expect(database)) {
      hanging =
          CompletableFuture.runAsync(() -> database.execute("INSERT INTO public.t VALUES (1)"));

      await().until(() -> !peek().isEmpty());
      assertThat(hanging).isNotDone();
      assertThat(database.texts("SELECT id FROM public.t")).isEmpty();
    }
    await().until(hanging::isDone);
    assertThat(database.texts("SELECT id FROM public.t")).containsExactly("1");
  }

  @Test
  void visibleAsynchronousCommitLiesAboveTheFlushPosition() throws SQLException {
    try (OpenSession writer = OpenSession.in(database)) {
      writer.run("SET synchronous_commit = off", "INSERT INTO public.t VALUES (1)");
      Lsn end = Lsn.parse(writer.text("SELECT pg_current_wal_insert_lsn()"));

      assertThat(database.texts("SELECT id FROM public.t")).containsExactly("1");
      assertThat(identified().hasReached(end)).as("flushed up to the commit").isFalse();
    }
  }

  /** The position that IDENTIFY_SYSTEM gives. */
  private Lsn identified() throws SQLException {
    try (Connection replication = database.endpoint().connectForReplication("sluice-fact");
        Statement statement = replication.createStatement();
        ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
      row.next();
      return Lsn.parse(row.getString("xlogpos"));
    }
  }

  @Test
  void rowsOfOneCopyShareOnePositionAndThoseOfAnInsertDoNot() throws Exception {
    try (Connection session = database.connect()) {
      session
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY public.t FROM STDIN", new StringReader(String.join("", rows("%d\tx\n"))));
    }
    assertThat(positionsOfInserts()).hasSize(ROWS).containsOnly(positionsOfInserts().get(0));

    slot.lines();
    database.execute(
        "TRUNCATE public.t", "INSERT INTO public.t VALUES " + String.join(", ", rows("(%d, 'x')")));
    assertThat(positionsOfInserts()).hasSize(ROWS).doesNotHaveDuplicates();
  }

  private static List<String> rows(String form) {
    return IntStream.rangeClosed(1, ROWS).mapToObj(form::formatted).toList();
  }

  private List<String> positionsOfInserts() {
    return database.texts(
        "SELECT lsn FROM pg_logical_slot_peek_changes('%s', NULL, NULL) WHERE data ~ 'INSERT'"
            .formatted(slot.name()));
  }

  @Test
  void commitCanEndWhereTheNextTransactionBegins() {
    for (int id = 1; id <= 50; id++) {
      database.execute("INSERT INTO public.t VALUES (" + id + ")");
    }
    List<String> shared =
        database.texts(
            """
            WITH change AS (
              SELECT lsn, data ~ '^COMMIT' AND lead(data) OVER (ORDER BY n) ~ '^BEGIN'
                  AND lead(lsn) OVER (ORDER BY n) = lsn AS shared
              FROM pg_logical_slot_get_changes('%s', NULL, NULL) WITH ORDINALITY c(lsn, xid, data, n))
            SELECT lsn FROM change WHERE shared
            """
                .formatted(slot.name()));
    assertThat(shared).isNotEmpty();
  }

  @Test
  void onlyCommitsComeInTheOrderOfTheLog() {
    try (OpenSession early = OpenSession.in(database);
        OpenSession late = OpenSession.in(database)) {
      early.run("BEGIN", "INSERT INTO public.t VALUES (1)");
      late.run("BEGIN", "INSERT INTO public.t VALUES (2)", "COMMIT");
      early.run("COMMIT");
    }
    List<Lsn> positions = positionsOfInserts().stream().map(Lsn::parse).toList();
    assertThat(slot.changes())
        .containsExactly(
            "table public.t: INSERT: id[integer]:2 note[text]:null",
            "table public.t: INSERT: id[integer]:1 note[text]:null");
    assertThat(positions.get(1).hasReached(positions.get(0))).as("the later change").isFalse();
  }

  @Test
  void beginHasTheTopLevelTransaction() {
    try (OpenSession writer = OpenSession.in(database)) {
      writer.run("BEGIN", "SAVEPOINT one", "INSERT INTO public.t VALUES (1)", "RELEASE one");
      String xid = writer.text("SELECT pg_current_xact_id()::xid");
      String rowsOwn = writer.text("SELECT xmin FROM public.t");
      writer.run("COMMIT");

      assertThat(rowsOwn).isNotEqualTo(xid);
      assertThat(slot.lines()).first().isEqualTo("BEGIN " + xid);
    }
  }

  @Test
  void preparedTransactionStaysInvisibleUntilCommitPrepared() {
    database.execute("BEGIN; INSERT INTO public.t VALUES (1); PREPARE TRANSACTION 'fact'");
    assertThat(database.texts("SELECT id FROM public.t")).isEmpty();
    assertThat(slot.lines()).as("without two_phase").isEmpty();

    database.execute("COMMIT PREPARED 'fact'");
    assertThat(database.texts("SELECT id FROM public.t")).containsExactly("1");
    assertThat(slot.changes()).hasSize(1);
  }

  @Test
  void readOnlyByDefaultStopsNeitherRunningSessionsNorTheirOwnSet() {
    String name = database.endpoint().database();
    try (OpenSession running = OpenSession.in(database)) {
      database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
      running.run("INSERT INTO public.t VALUES (1)");
    }
    try (OpenSession fresh = OpenSession.in(database)) {
      assertThat(fresh.text("SHOW transaction_read_only")).isEqualTo("on");
      fresh.run("SET transaction_read_only = off; INSERT INTO public.t VALUES (2)");
    }
    assertThat(database.texts("SELECT id FROM public.t ORDER BY 1")).containsExactly("1", "2");
  }

  @Test
  void transactionWithoutPublishedChangesSendsNothing() {
    FactSlot published = FactSlot.pgoutput(database);
    database.execute(
        "CREATE TABLE public.other (id int PRIMARY KEY)",
        "CREATE PUBLICATION pub FOR TABLE public.t");
    database.text(
        "SELECT pg_replication_slot_advance('%s', pg_current_wal_lsn())"
            .formatted(published.name()));
    database.execute("INSERT INTO public.other VALUES (1)", "CREATE TABLE public.empty ()");

    assertThat(published.messages("pub")).isEmpty();
  }

  private List<String> peek() {
    return database.texts(
        "SELECT data FROM pg_logical_slot_peek_changes('%s', NULL, NULL)".formatted(slot.name()));
  }
}
