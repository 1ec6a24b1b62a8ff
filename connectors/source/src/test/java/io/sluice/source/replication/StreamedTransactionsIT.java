package io.sluice.source.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.change.Lsn;
import io.sluice.postgres.Endpoint;
import io.sluice.source.pgoutput.PgOutputMessage;
import io.sluice.source.pgoutput.PgOutputMessage.Commit;
import io.sluice.source.pgoutput.PgOutputMessage.Message;
import io.sluice.source.pgoutput.PgOutputMessage.Relation;
import io.sluice.source.pgoutput.PgOutputMessage.StreamAbort;
import io.sluice.source.pgoutput.PgOutputMessage.StreamCommit;
import io.sluice.source.pgoutput.PgOutputMessage.Streaming;
import io.sluice.source.pgoutput.PgOutputMessage.Type;
import io.sluice.source.server.SourceServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The same log read twice: by a role to which the server streams what is larger than 64 kB, and by
 * one to which it sends every transaction whole. Both have to read the same.
 */
class StreamedTransactionsIT {

  private static final Path SPILL = Path.of("target", "spill-it");
  private static final Duration SOON = Duration.ofSeconds(20);

  private static SourceServer server;
  private Endpoint endpoint;
  private Lsn start;

  @BeforeAll
  static void startServer() throws SQLException {
    server = SourceServer.start(Map.of("wal_level", "logical", "max_prepared_transactions", "10"));
    SourceServer.run(
        server.endpoint("postgres"),
        "CREATE ROLE streamed SUPERUSER LOGIN",
        "ALTER ROLE streamed SET logical_decoding_work_mem = '64kB'",
        "CREATE ROLE whole SUPERUSER LOGIN",
        "ALTER ROLE whole SET logical_decoding_work_mem = '1GB'");
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.stop();
  }

  @BeforeEach
  void createTablesAndSlots() throws SQLException {
    endpoint =
        server.database(
            "CREATE TABLE public.a (id int PRIMARY KEY, note text)",
            "CREATE TABLE public.b (id int PRIMARY KEY, note text)",
            "CREATE TABLE public.child (id int PRIMARY KEY, a int REFERENCES public.a)",
            "CREATE PUBLICATION pub FOR ALL TABLES");
    for (String role : List.of("whole", "streamed")) {
      try (Connection replication = endpoint.connectForReplication("it")) {
        start = Slot.create(replication, slot(role).name());
      }
    }
  }

  @Test
  void streamedTransactionIsReadAsAWholeOne() throws Exception {
    SourceServer.run(endpoint, insert("a", 1, 2000));

    assertSame(1);
  }

  @Test
  void abortedPartsAreLeftOutWhereverTheyWere() throws Exception {
    try (Session session = new Session()) {
      session.run("BEGIN", insert("a", 1, 1000), "SAVEPOINT one", insert("a", 1001, 2000));
      session.run("SAVEPOINT two", insert("b", 1, 1000), "RELEASE two", insert("b", 1001, 2000));
      session.run("ROLLBACK TO one", insert("b", 1, 1500), "SAVEPOINT three");
      session.run(
          "DELETE FROM public.a WHERE id > 500", "ROLLBACK TO three", "RELEASE three", "COMMIT");
    }
    assertSame(2);
  }

  @Test
  void rolledBackTransactionIsNeverRead() throws Exception {
    try (Session session = new Session()) {
      session.run("BEGIN", insert("a", 1, 3000), "ROLLBACK", insert("a", 1, 3));
    }
    assertSame(1);
  }

  @Test
  void interleavedTransactionsComeInTheOrderOfTheirCommits() throws Exception {
    try (Session one = new Session();
        Session two = new Session()) {
      for (int i = 0; i < 3; i++) {
        one.run(i == 0 ? "BEGIN" : "SELECT 1", insert("a", 1 + i * 1000, 1000 + i * 1000));
        two.run(i == 0 ? "BEGIN" : "SELECT 1", insert("b", 1 + i * 1000, 1000 + i * 1000));
        SourceServer.run(endpoint, insert("a", 100_000 + i, 100_000 + i));
      }
      two.run("UPDATE public.b SET note = 'two'", "COMMIT");
      one.run("DELETE FROM public.a WHERE id < 1000", "COMMIT", insert("b", 50_000, 50_001));
    }
    assertSame(2);
  }

  @Test
  void definitionsChangeInsideTheTransactionAndAreKeptOrForgottenWithIt() throws Exception {
    try (Session session = new Session()) {
      session.run("BEGIN", insert("a", 1, 1000), "ALTER TABLE public.a ADD more int DEFAULT 7");
      session.run("UPDATE public.a SET more = id", "SAVEPOINT s", "ALTER TABLE public.a DROP note");
      session.run(
          "UPDATE public.a SET more = more + 1", "ROLLBACK TO s", "UPDATE public.a SET note = 'n'");
      session.run(
          "ALTER TABLE public.b RENAME note TO text",
          "INSERT INTO public.b VALUES (1, 'x')",
          "COMMIT");
      session.run("INSERT INTO public.a VALUES (5000, 'after', 8)");
      session.run("INSERT INTO public.b VALUES (2, 'y')");
      session.run(
          "BEGIN", "ALTER TABLE public.a ALTER more TYPE text", "UPDATE public.a SET more = 'x'");
      session.run("ROLLBACK", "INSERT INTO public.a VALUES (5001, 'after', 9)");
    }
    assertSame(1);
  }

  @Test
  void tableThatIsToldOfWhileATransactionIsStreamedKeepsTheLaterColumns() throws Exception {
    try (Session session = new Session()) {
      SourceServer.run(
          endpoint, "DROP PUBLICATION pub", "CREATE PUBLICATION pub FOR TABLE public.a");
      session.run("BEGIN", insert("a", 1, 2000));
      SourceServer.run(endpoint, "ALTER PUBLICATION pub SET TABLE public.a (id)");
      SourceServer.run(endpoint, insert("a", 9000, 9000));
      session.run("COMMIT", insert("a", 9001, 9001));
    }
    List<PgOutputMessage> streamed = read("streamed");
    assertThat(streamed.get(streamed.size() - 2))
        .isInstanceOfSatisfying(
            PgOutputMessage.Insert.class, insert -> assertThat(insert.after().size()).isEqualTo(1));
  }

  @Test
  void truncatesAndMessagesOfAStreamedTransactionKeepTheirPlaces() throws Exception {
    try (Session session = new Session()) {
      session.run("BEGIN", insert("a", 1, 1000), "SELECT pg_logical_emit_message(true, 'p', 'x')");
      session.run("TRUNCATE public.a, public.b RESTART IDENTITY CASCADE", insert("a", 1, 1000));
      session.run("SELECT pg_logical_emit_message(false, 'p', 'at once')");
      session.run("SAVEPOINT s", "TRUNCATE public.b", "ROLLBACK TO s", "COMMIT");
    }
    assertSame(1);
  }

  @Test
  void preparedTransactionComesWhenItIsCommittedAndNotAtAllWhenItIsRolledBack() throws Exception {
    try (Session session = new Session()) {
      session.run("BEGIN", insert("a", 1, 1000), "PREPARE TRANSACTION 'yes'");
      session.run("BEGIN", insert("b", 1, 1000), "PREPARE TRANSACTION 'no'");
      session.run("BEGIN", insert("b", 2000, 2001), "PREPARE TRANSACTION 'small'");
      session.run(insert("a", 5000, 5000), "COMMIT PREPARED 'small'");
      session.run("ROLLBACK PREPARED 'no'", "COMMIT PREPARED 'yes'");
    }
    assertSame(1);
  }

  @Test
  void restartInTheMiddleReadsTheTransactionFromItsBeginning() throws Exception {
    try (Session session = new Session()) {
      session.run("BEGIN", insert("a", 1, 2000));
      try (ReplicationStream stream =
          ReplicationStream.open(as("streamed"), slot("streamed"), start)) {
        awaitStreamed(stream);
        assertThat(files()).hasSize(1);
      }
      assertThat(files()).isEmpty();
      session.run(insert("a", 2001, 3000), "COMMIT");
    }
    assertSame(1);
  }

  @Test
  void everythingBeforeWhatWasReceivedHasBeenReadThoughABlockIsOpen() throws Exception {
    try (Session session = new Session();
        ReplicationStream stream =
            ReplicationStream.open(as("streamed"), slot("streamed"), start)) {
      session.run("BEGIN", insert("a", 1, 2000));
      for (int i = 0; i < 20; i++) {
        SourceServer.run(endpoint, insert("b", i, i));
        session.run(insert("a", 2001 + i * 100, 2100 + i * 100));
      }
      Lsn committed = Lsn.parse(session.text("SELECT pg_current_wal_flush_lsn()"));
      int commits = 0;
      while (!stream.received().hasReached(committed)) {
        Lsn before = stream.received();
        Optional<PgOutputMessage> message = stream.next();
        if (message.isPresent() && message.get() instanceof Commit commit) {
          assertThat(commit.commitLsn().compareTo(before)).isGreaterThanOrEqualTo(0);
          commits++;
        }
      }
      assertThat(commits).isEqualTo(20);
    }
  }

  /** Both roles read the same, and the streamed one in blocks. */
  private void assertSame(int atLeastStreamed) throws Exception {
    List<PgOutputMessage> whole = read("whole");
    List<PgOutputMessage> streamed = read("streamed");
    assertThat(whole).noneMatch(Streaming.class::isInstance);
    assertThat(streamed.stream().filter(StreamedTransactionsIT::endsStreamed).count())
        .as("streamed transactions")
        .isGreaterThanOrEqualTo(atLeastStreamed);
    assertThat(changes(streamed)).isEqualTo(changes(whole));
    assertThat(files()).isEmpty();
  }

  private static boolean endsStreamed(PgOutputMessage message) {
    return message instanceof StreamCommit
        || message instanceof StreamAbort abort && abort.xid() == abort.subXid();
  }

  /** Rows have their table's definition with them, wherever it was told. */
  private static List<String> changes(List<PgOutputMessage> messages) {
    return messages.stream()
        .filter(message -> !(message instanceof Streaming))
        .filter(message -> !(message instanceof Relation || message instanceof Type))
        .map(StreamedTransactionsIT::described)
        .toList();
  }

  private static String described(PgOutputMessage message) {
    return message instanceof Message said
        ? said.transactional() + said.prefix() + Arrays.toString(said.content()) + said.lsn()
        : message.toString() + message.hashCode();
  }

  private List<PgOutputMessage> read(String role) throws Exception {
    SourceServer.run(endpoint, "SELECT pg_logical_emit_message(true, 'it', 'end')");
    List<PgOutputMessage> messages = new ArrayList<>();
    try (ReplicationStream stream = ReplicationStream.open(as(role), slot(role), start)) {
      long deadline = System.nanoTime() + SOON.toNanos();
      while (messages.isEmpty() || !isEnd(messages.get(messages.size() - 1))) {
        stream.next().ifPresent(messages::add);
        assertThat(System.nanoTime()).as("the end comes").isLessThan(deadline);
      }
    }
    messages.remove(messages.size() - 1);
    messages.remove(messages.size() - 1);
    return messages;
  }

  private void awaitStreamed(ReplicationStream stream) throws SQLException {
    long deadline = System.nanoTime() + SOON.toNanos();
    Optional<PgOutputMessage> message = stream.next();
    while (!(message.isPresent() && message.get() instanceof PgOutputMessage.StreamStop)) {
      message = stream.next();
      assertThat(System.nanoTime()).as("a block comes").isLessThan(deadline);
    }
  }

  private static boolean isEnd(PgOutputMessage message) {
    return message instanceof Message said
        && new String(said.content(), StandardCharsets.UTF_8).equals("end");
  }

  private Endpoint as(String role) {
    return SourceServer.as(endpoint, role, "");
  }

  private SlotOptions slot(String role) {
    return new SlotOptions(
        role + "_" + endpoint.database(),
        "pub",
        "it",
        Duration.ofSeconds(1),
        false,
        Origins.ANY,
        SPILL,
        false);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(SPILL)) {
      return files.toList();
    }
  }

  private static String insert(String table, int first, int last) {
    return "INSERT INTO public.%s (id, note) SELECT id, repeat(md5(id::text), 4) FROM generate_series(%d, %d) id"
        .formatted(table, first, last);
  }

  /** A connection that holds its transaction open from call to call. */
  private final class Session implements AutoCloseable {

    private final Connection connection;

    Session() throws SQLException {
      connection = endpoint.connect("it");
    }

    void run(String... statements) throws SQLException {
      try (var statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }

    String text(String query) throws SQLException {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(query)) {
        row.next();
        return row.getString(1);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
