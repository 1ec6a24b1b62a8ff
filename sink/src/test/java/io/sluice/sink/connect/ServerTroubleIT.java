package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another session, or the server itself, is in the sink's way; every effect is counted. */
class ServerTroubleIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text");
  private static final TableSchema BAG = table("bag", 0, "n integer");

  private final Topics topics = new Topics();
  private TargetDatabase target;
  private Connection other;
  private RunningTask task;

  @BeforeEach
  void startTask() throws Exception {
    target = TargetDatabase.create();
    CountedTables.create(target);
    other = target.endpoint().connect("other");
    other.setAutoCommit(false);
    task = new RunningTask(target.endpoint(), Topics.of(ITEMS), Topics.of(BAG));
    task.put(topics.insert(ITEMS, "1", "a"));
  }

  @AfterEach
  void close() throws Exception {
    task.close();
    other.close();
  }

  @Test
  void lockOfAnotherSessionIsWaitedFor() throws Exception {
    List<SinkRecord> batch = changes();
    say("LOCK TABLE shop.items IN ACCESS EXCLUSIVE MODE");
    CompletableFuture<Void> put = Blocked.until(target, () -> task.put(batch));
    assertThat(put).isNotDone();

    other.rollback();
    put.join();

    assertEveryChangeIsThereOnce();
  }

  @Test
  void statementThatIsCancelledIsTriedAgain() throws Exception {
    List<SinkRecord> batch = changes();
    say("LOCK TABLE shop.items IN ACCESS EXCLUSIVE MODE");
    CompletableFuture<Void> put = Blocked.until(target, () -> task.put(batch));
    target.run("SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted");
    assertThatThrownBy(put::join).hasCauseInstanceOf(RetriableException.class);

    other.rollback();
    task.put(batch);

    assertEveryChangeIsThereOnce();
  }

  /** The sink waits first, so that it is the one whom the server tells. */
  @Test
  void deadlockIsTriedAgain() throws Exception {
    List<SinkRecord> batch = changes();
    say("SET deadlock_timeout = '1min'");
    say("LOCK TABLE shop.items IN ACCESS EXCLUSIVE MODE");
    CompletableFuture<Void> put = Blocked.until(target, () -> task.put(batch));
    say("SELECT FROM sluice.progress FOR UPDATE");
    assertThatThrownBy(put::join)
        .hasCauseInstanceOf(RetriableException.class)
        .hasMessageContaining("40P01");

    other.rollback();
    task.put(batch);

    assertEveryChangeIsThereOnce();
  }

  @Test
  void fullDiskIsWaitedOut() throws Exception {
    List<SinkRecord> batch = changes();
    target.run(
        "CREATE FUNCTION shop.full() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$BEGIN RAISE 'No space left on device' USING ERRCODE = '53100'; END$$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON shop.bag FOR EACH ROW"
            + " EXECUTE FUNCTION shop.full()",
        "ALTER TABLE shop.bag ENABLE ALWAYS TRIGGER full_disk");
    assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
    assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);

    target.run("DROP TRIGGER full_disk ON shop.bag");
    task.put(batch);

    assertEveryChangeIsThereOnce();
  }

  private List<SinkRecord> changes() {
    return topics.update(ITEMS, "1", "z").insert(ITEMS, "2", "b").insert(BAG, "2").take();
  }

  private void assertEveryChangeIsThereOnce() throws SQLException {
    assertThat(target.rows("shop.items")).containsExactly("(1,z)", "(2,b)");
    assertThat(target.rows("shop.bag")).containsExactly("(2)");
    assertThat(target.rows("shop.effects"))
        .containsExactly("(bag,INSERT)", "(items,INSERT)", "(items,INSERT)", "(items,UPDATE)");
  }

  private void say(String sql) throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
  }
}
