package io.sluice.sink.connect;

import static io.sluice.sink.connect.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.change.TableSchema;
import io.sluice.postgres.Endpoint;
import io.sluice.testkit.network.Moment;
import io.sluice.testkit.network.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressIT {

  private static final TableSchema ITEMS = table("items", 1, "id integer", "a text");

  private static final TopicPartition PARTITION = Topics.of(ITEMS);

  private final Topics topics = new Topics();
  private TargetDatabase target;

  @BeforeEach
  void database() throws Exception {
    target = TargetDatabase.create();
  }

  @Test
  void progressIsWhatWasAppliedAndWhatConnectMayCommit() throws Exception {
    try (RunningTask task = start(target.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a").delete(ITEMS, "1").insert(ITEMS, "2", "b"));

      assertThat(
              target.list(
                  "SELECT concat_ws(' ', connector, topic, partition, next_offset, generation,"
                      + " commit_lsn, ordinal) FROM sluice.progress"))
          .containsExactly("test-sink p.shop.items 0 4 1 0/100 3");
      assertThat(task.task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(99))))
          .containsOnly(Map.entry(PARTITION, new OffsetAndMetadata(4)));
    }
  }

  @Test
  void batchThatIsRefusedMovesNeitherRowsNorProgress() throws Exception {
    try (RunningTask task = start(target.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      target.run("ALTER TABLE shop.items ADD CHECK (a <> 'bad')");

      assertThatThrownBy(() -> task.put(topics.insert(ITEMS, "2", "b").insert(ITEMS, "3", "bad")))
          .hasMessageContaining("CHECK_VIOLATED")
          .hasMessageContaining("p.shop.items-0-2");
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)");
    assertThat(target.list("SELECT next_offset FROM sluice.progress")).containsExactly("1");
  }

  @Test
  void newOwnerStartsWhereTheProgressIs() throws Exception {
    List<SinkRecord> first = topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", "b").take();
    try (RunningTask task = start(target.endpoint())) {
      assertThat(task.connect.rewinds).isEmpty();
      task.put(first);
    }

    try (RunningTask task = start(target.endpoint())) {
      assertThat(task.connect.rewinds).containsOnly(Map.entry(PARTITION, 2L));
      target.run("DELETE FROM shop.items");
      task.put(first);
      task.put(topics.insert(ITEMS, "3", "c"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(3,c)");
  }

  @Test
  void zombieIsFencedAndLeavesNothing() throws Exception {
    try (RunningTask zombie = start(target.endpoint())) {
      zombie.put(topics.insert(ITEMS, "1", "a"));
      try (RunningTask successor = start(target.endpoint())) {
        assertThatThrownBy(() -> zombie.put(topics.insert(ITEMS, "2", "zombie")))
            .isInstanceOf(ConnectException.class)
            .isNotInstanceOf(RetriableException.class)
            .hasMessageContaining("FENCED")
            .hasMessageContaining("p.shop.items-0");
        successor.put(topics.insert(ITEMS, "3", "c"));
      }
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(3,c)");
  }

  @ParameterizedTest
  @EnumSource(names = {"COMMIT_ASKED", "COMMIT_ANSWERED"})
  void lostCommitIsFoundOutAndNotRepeated(Moment lost) throws Exception {
    try (TcpProxy proxy = target.proxy();
        RunningTask task = start(target.through(proxy))) {
      task.put(topics.insert(ITEMS, "1", "a"));
      target.run(
          "CREATE TABLE shop.log (id int)",
          "CREATE FUNCTION shop.note() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$BEGIN INSERT INTO shop.log VALUES (NEW.id); RETURN NEW; END$$",
          "CREATE TRIGGER note AFTER INSERT ON shop.items FOR EACH ROW EXECUTE FUNCTION shop.note()",
          "ALTER TABLE shop.items ENABLE ALWAYS TRIGGER note");
      List<SinkRecord> batch = topics.insert(ITEMS, "2", "b").take();

      CompletableFuture<Void> cut = proxy.cutAt(lost, 1);
      assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
      assertThat(cut).succeedsWithin(Duration.ofSeconds(5));
      assertThat(task.connect.takeTimeout()).isPositive();
      task.put(batch);
      task.put(topics.insert(ITEMS, "3", "c"));
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)", "(3,c)");
    assertThat(target.rows("shop.log")).containsExactly("(2)", "(3)");
  }

  @Test
  void sessionThatIsKilledIsMadeAnew() throws Exception {
    try (RunningTask task = start(target.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      killSessions();
      List<SinkRecord> batch = topics.insert(ITEMS, "2", "b").take();

      assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
      task.put(batch);
      assertThat(task.connect.rewinds).isEmpty();
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)");
  }

  @Test
  void progressThatWentBackInAFailoverIsReadAgain() throws Exception {
    List<SinkRecord> lost = topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", "b").take();
    try (RunningTask task = start(target.endpoint())) {
      task.put(lost.subList(0, 1));
      task.put(lost.subList(1, 2));
      target.run(
          "DELETE FROM shop.items WHERE id = 2", "UPDATE sluice.progress SET next_offset = 1");
      killSessions();
      List<SinkRecord> next = topics.insert(ITEMS, "3", "c").take();

      assertThatThrownBy(() -> task.put(next)).isInstanceOf(RetriableException.class);
      task.put(next);
      assertThat(task.connect.rewinds).containsOnly(Map.entry(PARTITION, 1L));
      assertThat(target.rows("shop.items")).containsExactly("(1,a)");
      task.put(lost.subList(1, 2));
      task.put(next);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)", "(3,c)");
  }

  @Test
  void targetThatKnowsNothingAnyMoreIsRefused() throws Exception {
    try (RunningTask task = start(target.endpoint())) {
      task.put(topics.insert(ITEMS, "1", "a"));
      target.run("DELETE FROM sluice.progress");
      killSessions();
      List<SinkRecord> next = topics.insert(ITEMS, "2", "b").take();

      assertThatThrownBy(() -> task.put(next)).isInstanceOf(RetriableException.class);
      assertThatThrownBy(() -> task.put(next))
          .isNotInstanceOf(RetriableException.class)
          .hasMessageContaining("PROGRESS_LOST")
          .hasMessageContaining("p.shop.items-0");
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)");
  }

  @Test
  void whatWasSetBackIsReadAgainWithAllThatIsAppliedTogetherWithIt() throws Exception {
    TableSchema others = table("others", 1, "id integer");
    List<SinkRecord> lost = topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", "b").take();
    try (RunningTask task = new RunningTask(target.endpoint(), PARTITION, Topics.of(others))) {
      task.put(lost);
      task.put(topics.insert(others, "1"));
      target.run(
          "DELETE FROM shop.items",
          "UPDATE sluice.progress SET next_offset = 0 WHERE topic = 'p.shop.items'",
          "CREATE FUNCTION shop.fail() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$BEGIN RAISE 'not now' USING ERRCODE = '40001'; END$$",
          "CREATE TRIGGER fail BEFORE INSERT ON shop.others FOR EACH ROW"
              + " EXECUTE FUNCTION shop.fail()",
          "ALTER TABLE shop.others ENABLE ALWAYS TRIGGER fail");
      killSessions();
      List<SinkRecord> held = topics.insert(ITEMS, "3", "c").insert(others, "2").take();

      assertThatThrownBy(() -> task.put(held)).isInstanceOf(RetriableException.class);
      task.put(held);
      assertThat(target.rows("shop.items")).isEmpty();
      assertThat(task.connect.rewinds)
          .containsOnly(Map.entry(PARTITION, 0L), Map.entry(Topics.of(others), 1L));
      List<SinkRecord> again = Stream.concat(lost.stream(), held.stream()).toList();
      assertThatThrownBy(() -> task.put(again)).hasMessageContaining("40001");
      target.run("DROP TRIGGER fail ON shop.others");
      task.put(again);
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)", "(3,c)");
    assertThat(target.rows("shop.others")).containsExactly("(1)", "(2)");
  }

  @Test
  void offsetsNeedNotBeDense() throws Exception {
    List<SinkRecord> all =
        topics.insert(ITEMS, "1", "a").insert(ITEMS, "2", "b").insert(ITEMS, "3", "c").take();
    try (RunningTask task = start(target.endpoint())) {
      task.put(all.subList(0, 1));
      task.put(all.subList(2, 3));
    }

    assertThat(target.list("SELECT next_offset FROM sluice.progress")).containsExactly("3");
  }

  @Test
  void targetThatIsAwayAtTheStartIsTakenOverLater() throws Exception {
    try (RunningTask before = start(target.endpoint())) {
      before.put(topics.insert(ITEMS, "1", "a"));
    }
    try (TcpProxy proxy = target.proxy()) {
      CompletableFuture<Void> cut = proxy.cutAt(Moment.COMMIT_ASKED, 1);
      try (RunningTask task = start(target.through(proxy))) {
        assertThat(cut).succeedsWithin(Duration.ofSeconds(5));
        assertThat(task.connect.rewinds).isEmpty();
        List<SinkRecord> next = topics.insert(ITEMS, "2", "b").take();
        task.put(next);
        assertThat(task.connect.rewinds).containsOnly(Map.entry(PARTITION, 1L));
        task.put(next);
      }
    }

    assertThat(target.rows("shop.items")).containsExactly("(1,a)", "(2,b)");
  }

  private RunningTask start(Endpoint endpoint) {
    return new RunningTask(endpoint, PARTITION);
  }

  private void killSessions() throws Exception {
    target.run(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }
}
