package io.sluice.integration.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.testkit.TestDatabase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** How a slot is made, and where reading from it starts. */
class SlotFactsIT {

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = FactServer.database();
  }

  @AfterEach
  void drop() {
    FactServer.drop(database);
  }

  @Test
  void readingBelowTheConfirmedPositionIsMovedForwardInSilence() throws Exception {
    FactSlot slot = FactSlot.testDecoding(database);
    String start = slot.confirmed();
    database.execute("INSERT INTO public.t VALUES (1)");
    assertThat(slot.changes()).hasSize(1);
    database.execute("INSERT INTO public.t VALUES (2)");

    try (Connection replication = database.endpoint().connectForReplication("sluice-fact")) {
      PGReplicationStream stream =
          replication
              .unwrap(PGConnection.class)
              .getReplicationAPI()
              .replicationStream()
              .logical()
              .withSlotName(slot.name())
              .withStartPosition(LogSequenceNumber.valueOf(start))
              .withSlotOption("include-xids", false)
              .start();
      assertThat(next(stream)).isEqualTo("BEGIN");
      assertThat(next(stream)).startsWith("table public.t: INSERT: id[integer]:2");
    }
    await()
        .until(() -> database.texts("SELECT 1 FROM pg_replication_slots WHERE active").isEmpty());
  }

  private static String next(PGReplicationStream stream) throws SQLException {
    ByteBuffer message = stream.read();
    return new String(
        message.array(), message.arrayOffset(), message.remaining(), StandardCharsets.UTF_8);
  }

  @Test
  void creatingASlotWaitsForEveryRunningWriter() {
    try (OpenSession writer = OpenSession.in(database);
        OpenSession creator = OpenSession.in(database)) {
      writer.run("BEGIN", "INSERT INTO public.t VALUES (1)");
      String creatorsPid = creator.text("SELECT pg_backend_pid()");
      CompletableFuture<OpenSession> created =
          creator.runLater("SELECT pg_create_logical_replication_slot('waits', 'test_decoding')");

      await().until(() -> !blockersOf(creatorsPid).isBlank());
      assertThat(created).isNotDone();
      assertThat(blockersOf(creatorsPid)).contains(writer.text("SELECT pg_backend_pid()"));

      writer.run("COMMIT");
      await().until(created::isDone);
    }
  }

  private String blockersOf(String pid) {
    return database.text("SELECT array_to_string(pg_blocking_pids(" + pid + "), ',')");
  }

  @Test
  void exportedSnapshotIsGoneWithTheNextCommand() throws Exception {
    try (Connection replication = database.endpoint().connectForReplication("sluice-fact");
        Statement statement = replication.createStatement()) {
      String snapshot;
      try (ResultSet row =
          statement.executeQuery(
              "CREATE_REPLICATION_SLOT exports TEMPORARY LOGICAL test_decoding (SNAPSHOT 'export')")) {
        row.next();
        snapshot = row.getString("snapshot_name");
      }
      String use =
          "BEGIN ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '%s'; COMMIT"
              .formatted(snapshot);
      database.execute(use);

      statement.executeQuery("IDENTIFY_SYSTEM").close();
      assertThatThrownBy(() -> database.execute(use)).hasStackTraceContaining(snapshot);
    }
  }

  @Test
  void temporarySlotEndsWithItsSession() throws Exception {
    String slots = "SELECT 1 FROM pg_replication_slots WHERE slot_name = 'passes'";
    try (Connection replication = database.endpoint().connectForReplication("sluice-fact");
        Statement statement = replication.createStatement()) {
      statement.execute("CREATE_REPLICATION_SLOT passes TEMPORARY LOGICAL test_decoding");
      assertThat(database.texts(slots)).hasSize(1);
    }
    await().until(() -> database.texts(slots).isEmpty());
  }

  @Test
  void permanentSlotThatNobodyReadsKeepsTheLog() {
    FactSlot slot = FactSlot.testDecoding(database);
    String kept =
        "SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = '" + slot.name() + "'";
    String before = database.text(kept);
    database.execute("INSERT INTO public.t VALUES (1)", "CHECKPOINT", "CHECKPOINT");
    assertThat(database.text(kept)).isEqualTo(before);
  }
}
