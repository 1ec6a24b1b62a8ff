package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import io.sluice.postgres.Endpoint;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What passes is waited for, and what a person gives as well; nothing is lost and nothing twice.
 */
class RecoveryIT {

  private static final TableSchema ITEMS = table("items", 1, "id text", "a text");
  private static final TableSchema OTHERS = table("others", 1, "id integer", "a text");

  private static final List<String> PASSING =
      List.of(
          "40001", "40P01", "53100", "53200", "53300", "53400", "55P03", "57014", "57P01", "57P03",
          "25006", "25P03", "42501");
  private static final List<String> STOPPING = List.of("XX000", "0A000", "42P01", "54000", "58030");

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void failureThatPassesIsTriedAgainUntilItHasPassed() throws Exception {
    try (RunningTask task = start(target.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      for (String state : PASSING) {
        raise(state);
        List<SinkRecord> batch =
            topics.insert(ITEMS, state, state).update(ITEMS, "1", "not " + state).take();

        assertRetried(task, batch).hasMessageContaining(state);
        assertRetried(task, batch).hasMessageContaining(state);
        assertThat(target.rows("shop.items")).doesNotContain("(1,\"not " + state + "\")");
        target.run("DROP TRIGGER fail ON shop.items");
        task.put(batch);
        assertThat(target.rows("shop.items"))
            .contains("(" + state + "," + state + ")", "(1,\"not " + state + "\")");
      }
    }

    assertThat(target.rows("shop.items")).hasSize(1 + PASSING.size());
    assertThat(target.list("SELECT max(next_offset) FROM sluice.progress"))
        .containsExactly(Integer.toString(1 + 2 * PASSING.size()));
  }

  @Test
  void failureThatDoesNotPassStops() throws Exception {
    try (RunningTask task = start(target.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      for (String state : STOPPING) {
        raise(state);

        assertThatThrownBy(() -> task.put(topics.insert(ITEMS, "2", "b")))
            .isInstanceOf(ConnectException.class)
            .isNotInstanceOf(RetriableException.class)
            .hasMessageContaining(state)
            .hasMessageContaining("p.shop.items-0-")
            .hasMessageContaining("docs/reference/sqlstates.md#");
        target.run("DROP TRIGGER fail ON shop.items");
      }
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)");
  }

  @Test
  void deadlockWithAnotherSessionIsTriedAgain() throws Exception {
    try (RunningTask task = start(target.endpoint());
        Connection other = target.endpoint().connect("other");
        Statement statement = other.createStatement()) {
      task.put(topics.insert(ITEMS, "1", "a").insert(OTHERS, "1", "a"));
      List<SinkRecord> batch = topics.update(ITEMS, "1", "b").update(OTHERS, "1", "b").take();
      other.setAutoCommit(false);
      statement.execute("SET deadlock_timeout = '1min'");
      statement.execute("UPDATE shop.others SET a = 'mine'");

      CompletableFuture<Void> put = CompletableFuture.runAsync(() -> task.put(batch));
      awaitLockWait();
      statement.execute("UPDATE shop.items SET a = 'mine'");
      assertThatThrownBy(() -> join(put))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("40P01");
      other.commit();
      task.put(batch);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,b)");
    assertThat(target.rows("shop.others")).containsExactly("(1,b)");
  }

  @Test
  void serializationFailureIsTriedAgain() throws Exception {
    target.run(
        "ALTER DATABASE "
            + target.endpoint().database()
            + " SET default_transaction_isolation = 'repeatable read'");
    try (RunningTask task = start(target.endpoint());
        Connection other = target.endpoint().connect("other");
        Statement statement = other.createStatement()) {
      task.put(topics.insert(ITEMS, "1", "a"));
      List<SinkRecord> batch = topics.update(ITEMS, "1", "b").take();
      other.setAutoCommit(false);
      statement.execute("UPDATE shop.items SET a = 'mine'");

      CompletableFuture<Void> put = CompletableFuture.runAsync(() -> task.put(batch));
      awaitLockWait();
      other.commit();
      assertThatThrownBy(() -> join(put))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("40001");
      task.put(batch);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,b)");
  }

  @Test
  void privilegeThatIsRevokedIsAwaited() throws Exception {
    try (Guarded role = Guarded.in(target);
        RunningTask task = start(role.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      role.loses("shop.items");
      List<SinkRecord> batch = topics.insert(ITEMS, "2", "b").take();

      assertRetried(task, batch)
          .hasMessageContaining("NO_PRIVILEGE, SQLSTATE 42501")
          .hasMessageContaining("table shop.items")
          .hasMessageContaining("To do: grant the role what it lacks");
      target.run("GRANT SELECT, INSERT, UPDATE ON shop.items TO guarded");
      task.put(batch);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)");
  }

  @Test
  void privilegeThatNobodyGrantsStopsInTheEnd() throws Exception {
    try (Guarded role = Guarded.in(target)) {
      Map<String, String> impatient = Map.of("retry.await.timeout.ms", "0");
      try (RunningTask task = new RunningTask(role.endpoint(), impatient, Topics.of(ITEMS))) {
        task.put(topics.insert(ITEMS, "1", "a"));
        role.loses("shop.items");

        assertThatThrownBy(() -> task.put(topics.insert(ITEMS, "2", "b")))
            .isInstanceOf(ConnectException.class)
            .isNotInstanceOf(RetriableException.class)
            .hasMessageContaining("NO_PRIVILEGE");
      }
    }
  }

  @Test
  void passwordThatWasRotatedIsFoundInTheConfiguration() throws Exception {
    try (Guarded role = Guarded.in(target);
        RunningTask task = start(role.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      role.password("another one");
      killSessions();
      List<SinkRecord> batch = topics.insert(ITEMS, "2", "b").take();

      assertRetried(task, batch).hasMessageContaining("57P01");
      assertRetried(task, batch)
          .hasMessageContaining("LOGIN_REFUSED, SQLSTATE 28P01")
          .hasMessageNotContaining("another one")
          .hasMessageNotContaining(TargetServer.GUARDED_PASSWORD);
      task.connect.configs = RunningTask.properties(role.endpoint());
      task.put(batch);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)");
  }

  @Test
  void serverWithoutAFreeConnectionIsWaitedFor() throws Exception {
    try (Guarded role = Guarded.in(target);
        RunningTask task = start(role.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      target.run("ALTER ROLE guarded CONNECTION LIMIT 0");
      killSessions();
      List<SinkRecord> batch = topics.insert(ITEMS, "2", "b").take();

      assertRetried(task, batch).hasMessageContaining("57P01");
      assertRetried(task, batch).hasMessageContaining("OUT_OF_RESOURCES, SQLSTATE 53300");
      target.run("ALTER ROLE guarded CONNECTION LIMIT -1");
      task.put(batch);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRetried(
      RunningTask task, List<SinkRecord> batch) {
    var thrown = assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
    assertThat(task.connect.takeTimeout()).isPositive();
    return thrown;
  }

  private static RunningTask start(Endpoint endpoint) {
    return new RunningTask(endpoint, Topics.of(ITEMS), Topics.of(OTHERS));
  }

  private void raise(String state) throws Exception {
    target.run(
        "CREATE OR REPLACE FUNCTION shop.fail() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$BEGIN RAISE 'not now' USING ERRCODE = '"
            + state
            + "'; END$$",
        "CREATE TRIGGER fail BEFORE INSERT OR UPDATE ON shop.items FOR EACH ROW"
            + " EXECUTE FUNCTION shop.fail()",
        "ALTER TABLE shop.items ENABLE ALWAYS TRIGGER fail");
  }

  private static void join(CompletableFuture<Void> put) throws Throwable {
    try {
      put.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      throw failed.getCause();
    }
  }

  private void awaitLockWait() throws Exception {
    String waiting =
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (target.list(waiting).isEmpty()) {
      assertThat(System.nanoTime()).as("nobody waits for a lock").isLessThan(end);
    }
  }

  private void killSessions() throws Exception {
    target.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }
}
