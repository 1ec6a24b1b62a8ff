package io.sluice.source.replication;

import static io.sluice.source.server.SourceServer.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.change.Lsn;
import io.sluice.change.Value;
import io.sluice.postgres.Endpoint;
import io.sluice.postgres.ReplicationSlot;
import io.sluice.source.failure.ErrorCode;
import io.sluice.source.failure.SourceFailure;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Begin;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Insert;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.server.SourceServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicationStreamIT {

  private static final Duration SOON = Duration.ofSeconds(5);

  private Endpoint endpoint;
  private SlotOptions slot;
  private Lsn start;

  @BeforeEach
  void createTableAndSlot() throws SQLException {
    endpoint = SourceServer.shared().database("CREATE TABLE public.t (id int PRIMARY KEY)");
    slot =
        new SlotOptions(
            "s_" + endpoint.database(), "Odd \"pub\", lication", "sluice-it", Duration.ofHours(1));
    run(endpoint, "CREATE PUBLICATION \"Odd \"\"pub\"\", lication\" FOR TABLE public.t");
    try (Connection replication = endpoint.connectForReplication("sluice-it")) {
      start = Slot.create(replication, slot.name());
    }
  }

  @AfterEach
  void dropSlot() throws SQLException {
    await().atMost(SOON).until(() -> slot().holder().isEmpty());
    try (Connection session = endpoint.connect("sluice-it")) {
      Slot.drop(session, slot.name());
    }
  }

  @Test
  void streamsTransactionsAndMessagesInTheirOrder() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, start)) {
      run(
          endpoint,
          "INSERT INTO public.t VALUES (1), (2)",
          "SELECT pg_logical_emit_message(true, 'sluice', 'mark')");

      List<PgOutputMessage> messages = readUntilCommits(stream, 2);

      assertThat(messages)
          .extracting(message -> message.getClass().getSimpleName())
          .containsExactly(
              "Begin", "Relation", "Insert", "Insert", "Commit", "Begin", "Message", "Commit");
      assertThat(((Message) messages.get(6)).prefix()).isEqualTo("sluice");
    }
  }

  @Test
  void commitsPositionIsItsEndAndEverythingIsReceivedUpToIt() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, start)) {
      run(endpoint, "INSERT INTO public.t VALUES (1)");

      List<PgOutputMessage> messages = readUntilCommits(stream, 1);

      Begin begin = (Begin) messages.get(0);
      Commit commit = (Commit) messages.get(messages.size() - 1);
      assertThat(begin.commitLsn()).isEqualTo(commit.commitLsn());
      assertThat(stream.lastLsn()).isEqualTo(commit.endLsn());
      assertThat(stream.received().hasReached(commit.endLsn())).isTrue();
    }
  }

  @Test
  void idleStreamHearsHowFarTheServerIs() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, start)) {
      run(endpoint, "CREATE TABLE public.other AS SELECT generate_series(1, 1000)");
      Lsn now = currentLsn();

      await()
          .atMost(SOON)
          .until(() -> stream.next().isEmpty() && stream.received().hasReached(now));
    }
  }

  @Test
  void nothingIsConfirmedButByConfirm() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, start)) {
      run(endpoint, "INSERT INTO public.t VALUES (1)", "INSERT INTO public.t VALUES (2)");
      List<PgOutputMessage> messages = readUntilCommits(stream, 2);
      Lsn firstEnd = ends(messages).get(0);
      stream.sendStatus();
      drainAfterStatus(stream);
      assertThat(slot().confirmedFlushLsn()).isEqualTo(start);

      stream.confirm(firstEnd);
      stream.sendStatus();

      await().atMost(SOON).until(() -> slot().confirmedFlushLsn().equals(firstEnd));
    }
    assertThat(insertsFrom(start)).containsExactly("2");
  }

  @Test
  void closeConfirmsWhatWasAllowedAndNoMore() throws Exception {
    Lsn firstEnd;
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, start)) {
      run(endpoint, "INSERT INTO public.t VALUES (1)", "INSERT INTO public.t VALUES (2)");
      firstEnd = ends(readUntilCommits(stream, 2)).get(0);
      stream.confirm(firstEnd);
    }
    await().atMost(SOON).until(() -> slot().holder().isEmpty());
    assertThat(slot().confirmedFlushLsn()).isEqualTo(firstEnd);
  }

  @Test
  void confirmingACommitsStartHasItSentAgain() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, start)) {
      run(endpoint, "INSERT INTO public.t VALUES (1)", "INSERT INTO public.t VALUES (2)");
      Begin second = (Begin) readUntilCommits(stream, 2).get(4);
      stream.confirm(second.commitLsn());
    }
    assertThat(insertsFrom(start)).containsExactly("2");
  }

  @Test
  void closeFreesTheSlotAndEndsTheWalsender() throws Exception {
    ReplicationStream stream = ReplicationStream.open(endpoint, slot, start);
    int walsender = slot().holder().orElseThrow().pid();

    stream.close();

    await().atMost(SOON).until(() -> slot().holder().isEmpty() && !isAlive(walsender));
  }

  @Test
  void closeInTheMiddleOfAHugeTransactionFreesTheSlotSoon() throws Exception {
    ReplicationStream stream = ReplicationStream.open(endpoint, slot, start);
    run(endpoint, "INSERT INTO public.t SELECT generate_series(1, 1000000)");
    await().atMost(Duration.ofSeconds(30)).until(() -> stream.next().isPresent());

    stream.close();

    await().atMost(SOON).until(() -> slot().holder().isEmpty());
    assertThat(slot().confirmedFlushLsn()).isEqualTo(start);
  }

  @Test
  void abortFromAnotherThreadEndsTheReader() throws Exception {
    ReplicationStream stream = ReplicationStream.open(endpoint, slot, start);

    CompletableFuture.runAsync(stream::abort).get(5, TimeUnit.SECONDS);

    assertThatThrownBy(() -> await().atMost(SOON).until(() -> stream.next().isPresent()))
        .hasStackTraceContaining("SQLException");
    stream.close();
  }

  @Test
  void secondReaderIsRefusedWithTheNameOfTheFirst() throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, start)) {
      int walsender = slot().holder().orElseThrow().pid();
      StreamOpening second = new StreamOpening(endpoint, slot, Duration.ofMillis(300));

      assertThatThrownBy(() -> second.open(start))
          .isInstanceOfSatisfying(
              SourceFailure.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SLOT_IN_USE))
          .hasMessageContaining("process " + walsender)
          .hasMessageContaining("application sluice-it")
          .hasMessageContaining("127.0.0.1");
      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  void secondReaderWaitsForTheFirstToLeave() throws Exception {
    ReplicationStream first = ReplicationStream.open(endpoint, slot, start);
    CompletableFuture<ReplicationStream> second = CompletableFuture.supplyAsync(this::open);
    first.close();

    second.get(10, TimeUnit.SECONDS).close();
  }

  @Test
  void streamThatTheServerEndsFailsTheReader() throws Exception {
    ReplicationStream stream = ReplicationStream.open(endpoint, slot, start);
    run(endpoint, "SELECT pg_terminate_backend(" + slot().holder().orElseThrow().pid() + ")");

    assertThatThrownBy(() -> await().atMost(SOON).until(() -> stream.next().isPresent()))
        .hasStackTraceContaining("SQLException");
    stream.close();
  }

  @Test
  void identityNamesTheClusterAndItsTimeline() throws Exception {
    try (Connection replication = endpoint.connectForReplication("sluice-it");
        Connection session = endpoint.connect("sluice-it");
        Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT system_identifier FROM pg_control_system()")) {
      row.next();
      SystemIdentity system = SystemIdentity.of(replication);

      assertThat(system.systemIdentifier()).isEqualTo(row.getString(1));
      assertThat(system.timeline()).isEqualTo(1);
      assertThat(system.database()).isEqualTo(endpoint.database());
    }
  }

  private ReplicationStream open() {
    try {
      return ReplicationStream.open(endpoint, slot, start);
    } catch (SQLException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  /** After its status, what the server answers shows that it has read it. */
  private void drainAfterStatus(ReplicationStream stream) throws Exception {
    run(endpoint, "SELECT pg_logical_emit_message(true, 'sluice', 'after status')");
    readUntilCommits(stream, 1);
  }

  private List<String> insertsFrom(Lsn from) throws Exception {
    try (ReplicationStream stream = ReplicationStream.open(endpoint, slot, from)) {
      run(endpoint, "SELECT pg_logical_emit_message(true, 'sluice', 'end')");
      List<String> inserted = new ArrayList<>();
      boolean ended = false;
      while (!ended) {
        PgOutputMessage message = readOne(stream);
        if (message instanceof Insert insert) {
          inserted.add(((Value.Text) insert.after().at(0)).string());
        }
        ended =
            message instanceof Message said
                && new String(said.content(), StandardCharsets.UTF_8).equals("end");
      }
      return inserted;
    }
  }

  private static List<Lsn> ends(List<PgOutputMessage> messages) {
    return messages.stream()
        .filter(Commit.class::isInstance)
        .map(message -> ((Commit) message).endLsn())
        .toList();
  }

  private static List<PgOutputMessage> readUntilCommits(ReplicationStream stream, int commits) {
    List<PgOutputMessage> messages = new ArrayList<>();
    while (ends(messages).size() < commits) {
      messages.add(readOne(stream));
    }
    return messages;
  }

  private static PgOutputMessage readOne(ReplicationStream stream) {
    return await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(SOON)
        .until(stream::next, Optional::isPresent)
        .orElseThrow();
  }

  private ReplicationSlot slot() throws SQLException {
    try (Connection session = endpoint.connect("sluice-it")) {
      return ReplicationSlot.find(session, slot.name()).orElseThrow();
    }
  }

  private Lsn currentLsn() throws SQLException {
    return Lsn.parse(one("SELECT pg_current_wal_lsn()"));
  }

  private boolean isAlive(int pid) throws SQLException {
    return one("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid).equals("1");
  }

  private String one(String query) throws SQLException {
    try (Connection session = endpoint.connect("sluice-it");
        Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
